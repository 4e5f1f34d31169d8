import type { Account } from '@hub/adapters/server-database';
import { AccountView, Credentials, FoundHubs, HubIdText, NewAccount, PasswordChange, Whoami } from '@hub/contracts';
import { Answers, type CookieJar, LimitedTries, triesAt } from '@hub/nest-http';
import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation } from '@nestjs/swagger';
import { AccessService } from '../access/access.service';
import { type Caller, From } from '../access/caller';
import { sessionCookie } from '../access/cookie';
import { AccountOnly, CurrentAccount } from '../access/guards';
import { HubsService } from '../hubs/hubs.service';
import { AccountsService } from './accounts.service';

@Controller('api/v1')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly hubs: HubsService,
    private readonly access: AccessService,
  ) {}

  @Post('accounts')
  @LimitedTries()
  @Answers('Make the account of the household whose claim code this is, and sign in', AccountView)
  async create(
    @Body({ schema: NewAccount }) body: NewAccount,
    @Res({ passthrough: true }) reply: CookieJar,
  ): Promise<AccountView> {
    const { view, token } = await this.accounts.create(body);
    sessionCookie.set(reply, token);
    return view;
  }

  @Post('sessions')
  @LimitedTries(triesAt('email'))
  @HttpCode(HttpStatus.OK)
  @Answers('Sign in', AccountView)
  async signIn(
    @Body({ schema: Credentials }) body: Credentials,
    @Res({ passthrough: true }) reply: CookieJar,
  ): Promise<AccountView> {
    const { view, token } = await this.accounts.signIn(body);
    sessionCookie.set(reply, token);
    return view;
  }

  @Delete('sessions')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse()
  async signOut(@From() { session }: Caller, @Res({ passthrough: true }) reply: CookieJar): Promise<void> {
    sessionCookie.clear(reply);
    await this.accounts.signOut(session);
  }

  @Get('account')
  @AccountOnly()
  @Answers('The account that is signed in', AccountView)
  account(@CurrentAccount() account: Account): Promise<AccountView> {
    return this.accounts.view(account);
  }

  @Post('account/password')
  @AccountOnly()
  @LimitedTries()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Change the password; every other session ends' })
  @ApiNoContentResponse()
  changePassword(
    @CurrentAccount() account: Account,
    @Body({ schema: PasswordChange }) body: PasswordChange,
    @From() { session }: Caller,
  ): Promise<void> {
    return this.accounts.changePassword(account, body, session);
  }

  @Get('account/hubs')
  @AccountOnly()
  @Answers('Find the hubs of the household that is signed in', FoundHubs)
  findHubs(@CurrentAccount() account: Account): Promise<FoundHubs> {
    return this.hubs.find(account);
  }

  @Delete('account/hubs/:id')
  @AccountOnly()
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Unlink a hub of the household; its certificates are revoked' })
  @ApiNoContentResponse()
  removeHub(@CurrentAccount() account: Account, @Param('id', { schema: HubIdText }) id: string): Promise<void> {
    return this.hubs.removeOwn(account, id);
  }

  @Get('whoami')
  @Answers('Where the page comes from and who is signed in', Whoami)
  async whoami(@From() caller: Caller): Promise<Whoami> {
    const account = await this.access.account(caller);
    return { where: 'server', user: account ? { name: account.email } : null, claimed: true };
  }
}
