import { Needs } from '@hub/nest-http';
import { Controller, Get, Header, Headers, Res } from '@nestjs/common';
import { DocsService } from './docs.service';

/** What is needed of Fastify's reply. */
interface Reply {
  type(contentType: string): unknown;
}

@Controller('api/docs')
export class DocsController {
  constructor(private readonly docs: DocsService) {}

  /** A list for a browser, the document for a program. */
  @Get()
  @Needs('open')
  @Header('vary', 'accept')
  show(@Headers('accept') accept: string | undefined, @Res({ passthrough: true }) reply: Reply): string | object {
    const isPerson = accept?.includes('text/html') === true;
    reply.type(isPerson ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8');
    return isPerson ? this.docs.page() : this.docs.document();
  }

  @Get('openapi.json')
  @Needs('open')
  document(): object {
    return this.docs.document();
  }
}
