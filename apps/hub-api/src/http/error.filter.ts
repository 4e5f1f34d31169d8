import { HttpErrorFilter } from '@hub/nest-http';
import { Catch, Inject } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

@Catch()
export class ErrorFilter extends HttpErrorFilter {
  constructor(@Inject(CONFIG) { kioskDir }: HubConfig) {
    super({ prefix: 'HUB', name: 'The hub' }, kioskDir);
  }
}
