import { AuthorityView } from '@hub/contracts';
import { Answers, ApiError, Needs } from '@hub/nest-http';
import { Controller, Get, Header, HttpStatus } from '@nestjs/common';
import * as z from 'zod/mini';
import { AuthorityService } from './authority.service';
import { SecurePage } from './secure-page.service';

const PEM = 'application/x-x509-ca-cert';

@Controller('api/v1/device')
export class AuthorityController {
  constructor(
    private readonly authority: AuthorityService,
    private readonly page: SecurePage,
  ) {}

  @Get('authority')
  @Needs('open')
  @Answers('The fingerprint of the hub’s own authority, and where the page answers over TLS', AuthorityView)
  async view(): Promise<AuthorityView> {
    return { sha256: await this.authority.fingerprint(), port: this.page.port };
  }

  @Get('authority.pem')
  @Needs('open')
  @Header('content-type', PEM)
  @Header('content-disposition', 'attachment; filename=cydynni-authority.pem')
  @Answers('The certificate of the hub’s own authority, for browsers and gateways to trust', z.string(), {
    contentType: PEM,
  })
  async certificate(): Promise<string> {
    const text = await this.authority.certificate();
    if (text !== undefined) return text;
    throw new ApiError(
      HttpStatus.SERVICE_UNAVAILABLE,
      'AUTHORITY_UNAVAILABLE',
      'The hub does not know its own authority.',
      'Start the hub again; if this stays, write the card again with the newest image.',
    );
  }
}
