import { ApiKeyList, ApiKeyMade, ApiKeyRequest, ApiKeySelection } from '@hub/contracts';
import { Answers, AnswersNothing, Needs } from '@hub/nest-http';
import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiKeysService } from './api-keys.service';
import { CurrentPerson } from './person';
import type { Session } from './session.store';

/** Makes, lists and takes back the keys that clients of emonCMS need. */
@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @Get()
  @Needs('access.manage')
  @Answers('Keys with what they are for and when they were last used', ApiKeyList)
  list(): Promise<ApiKeyList> {
    return this.keys.list();
  }

  @Post()
  @Needs('access.manage', { freshPassword: true })
  @Answers('Makes a key for a client of emonCMS; shown this once', ApiKeyMade)
  make(@Body({ schema: ApiKeyRequest }) request: ApiKeyRequest, @CurrentPerson() owner: Session): Promise<ApiKeyMade> {
    return this.keys.make(request, owner.name);
  }

  @Delete(':which')
  @HttpCode(204)
  @Needs('access.manage')
  @AnswersNothing('Takes back a key by its id, or all of a role')
  revoke(
    @Param('which', { schema: ApiKeySelection }) which: ApiKeySelection,
    @CurrentPerson() owner: Session,
  ): Promise<void> {
    return this.keys.revoke(which, owner.name);
  }
}
