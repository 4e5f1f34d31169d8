import { HttpErrorFilter, type Program } from '@hub/nest-http';
import { Catch, Inject } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

export const PROGRAM: Program = { prefix: 'HUB', name: 'The hub' };

@Catch()
export class ErrorFilter extends HttpErrorFilter {
  constructor(@Inject(CONFIG) { kioskDir }: HubConfig) {
    super(PROGRAM, kioskDir);
  }
}
