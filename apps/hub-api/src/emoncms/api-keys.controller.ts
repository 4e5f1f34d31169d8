import { ApiKeyMade, ApiKeyRequest, ApiKeyRole } from '@hub/contracts';
import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { OwnerOnly } from '../access/owner-only';
import { Answers } from '@hub/nest-http';
import { ApiKeysService } from './api-keys.service';

/** Makes and takes back the keys that emoncms clients need. */
@OwnerOnly()
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Post()
  @Answers('Makes a key for a client of emoncms; shown this once', ApiKeyMade)
  make(@Body({ schema: ApiKeyRequest }) request: ApiKeyRequest): Promise<ApiKeyMade> {
    return this.keys.make(request);
  }

  @Delete(':role')
  @HttpCode(204)
  revoke(@Param('role', { schema: ApiKeyRole }) role: ApiKeyRole): Promise<void> {
    return this.keys.revoke(role);
  }
}
