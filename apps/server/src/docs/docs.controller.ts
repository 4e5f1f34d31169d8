import { pageOf } from '@hub/nest-http';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import openapi from '../../openapi.json';

const PAGE = pageOf(openapi);

/** The description that is checked in; a test proves that it is the one of this code. */
@ApiExcludeController()
@Controller('api/docs')
export class DocsController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return PAGE;
  }

  @Get('openapi.json')
  document(): object {
    return openapi;
  }
}
