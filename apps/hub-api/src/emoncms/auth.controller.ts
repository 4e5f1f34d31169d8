import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { AccountsService } from '../access/accounts.service';
import { ApiKeysService } from '../access/api-keys.service';
import { ApiError, LimitedTries, Needs, triesAt } from '@hub/nest-http';
import { parametersOf } from './http-request';

/** Keys for a client that knows the owner's name and password, such as the sync module of another emoncms. */
export interface EmoncmsKeys {
  readonly success: true;
  readonly userid: number;
  readonly apikey_read: string;
  readonly apikey_write: string;
}

@ApiExcludeController()
@Controller(['user', 'emoncms/user'])
export class AuthController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly keys: ApiKeysService,
  ) {}

  /** `POST user/auth.json` with `username` and `password`: fresh keys of both roles. */
  @Post(['auth.json', 'auth'])
  @HttpCode(200)
  @Needs('by-key')
  @LimitedTries(triesAt('username'))
  async auth(@Body() body: unknown): Promise<EmoncmsKeys | { readonly success: false; readonly message: string }> {
    const { username = '', password = '' } = parametersOf(undefined, body);
    const account = await this.accounts.signIn(username, password).catch(refusedSignIn);
    if (account?.role !== 'owner') return { success: false, message: 'Incorrect username and/or password' };
    const made = { name: 'emoncms sync', sealing: false };
    const read = await this.keys.make({ ...made, role: 'read' }, account.name);
    const write = await this.keys.make({ ...made, role: 'write' }, account.name);
    return { success: true, userid: 1, apikey_read: read.key, apikey_write: write.key };
  }
}

/** A wrong password is an answer here; a database that is away is not. */
function refusedSignIn(error: unknown): undefined {
  if (error instanceof ApiError && error.getStatus() === 401) return undefined;
  throw error;
}
