import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import * as z from 'zod/mini';
import { OwnerOnly } from '../access/owner-only';
import { ApiKeysService } from './api-keys.service';

const KeyRole = z.enum(['read', 'write']);
const KeyRequest = z.object({ role: KeyRole });

/** Makes and takes back the keys that emoncms clients need. */
@ApiExcludeController()
@OwnerOnly()
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Post()
  async make(
    @Body({ schema: KeyRequest }) { role }: z.output<typeof KeyRequest>,
  ): Promise<{ role: string; key: string }> {
    return { role, key: await this.keys.make(role) };
  }

  @Delete(':role')
  @HttpCode(204)
  revoke(@Param('role', { schema: KeyRole }) role: 'read' | 'write'): Promise<void> {
    return this.keys.revoke(role);
  }
}
