import { pageOf } from '@hub/nest-http';
import { Injectable } from '@nestjs/common';
import openapi from '../../openapi.json';

/** The description that is checked in; a test proves that it is the one of this code. */
@Injectable()
export class DocsService {
  private readonly html = pageOf(openapi);

  document(): object {
    return openapi;
  }

  page(): string {
    return this.html;
  }
}
