import { Controller, Get, Header } from '@nestjs/common';
import { DocsService } from './docs.service';

@Controller('api/docs')
export class DocsController {
  constructor(private readonly docs: DocsService) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return this.docs.page();
  }

  @Get('openapi.json')
  document(): object {
    return this.docs.document();
  }
}
