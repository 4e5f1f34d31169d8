import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AccountView, FoundHubs, SeriesList, SummaryList, Whoami } from '@hub/contracts';
import { useServices } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommunityFixture, PASSWORD } from '../spec/community-fixture';

const services = useServices({ beforeAll, afterAll });
let club: CommunityFixture;
let kiosk: string;
beforeAll(async () => {
  kiosk = mkdtempSync(join(tmpdir(), 'kiosk-'));
  mkdirSync(join(kiosk, 'cy'));
  writeFileSync(join(kiosk, 'index.html'), '<p>English');
  writeFileSync(join(kiosk, 'cy/index.html'), '<p>Cymraeg');
  club = await CommunityFixture.start(services(), { kioskDir: kiosk });
});
afterAll(async () => {
  await club.stop();
  rmSync(kiosk, { recursive: true });
});

const post = (body: unknown, headers: Readonly<Record<string, string>> = {}) => ({ method: 'POST', body, headers });

describe('an account', () => {
  let cookie: string;

  it('is made with the code from the letter, in whatever form it is typed, and is signed in then', async () => {
    const claimCode = (await club.claimCode()).toLowerCase().replace('-', ' ');
    const body = { email: 'Ann@Example.org', password: PASSWORD, claimCode, language: 'cy' };
    const answer = await club.ask('/api/v1/accounts', post(body));
    expect(answer.status).toBe(201);
    expect(AccountView.parse(JSON.parse(answer.text))).toEqual({
      email: 'ann@example.org',
      language: 'cy',
      household: { name: expect.stringMatching(/./) },
      club: { key: 'bethesda', name: 'Bethesda' },
      hubs: [],
    });
    const [given] = answer.headers['set-cookie'] as string[];
    expect(given).toMatch(/^server_session=[\w-]{32}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    cookie = given?.split(';')[0] ?? '';
    expect(answer.text).not.toContain('scrypt');
  });

  it('is not made twice with one code, nor with a code that is none, nor with an address that has one', async () => {
    const claimCode = await club.claimCode();
    const make = (email: string, code: string) =>
      club.refusal('/api/v1/accounts', post({ email, password: PASSWORD, claimCode: code }));
    expect(await make('ann@example.org', claimCode)).toEqual([409, 'EMAIL_TAKEN']);
    expect(
      (await club.ask('/api/v1/accounts', post({ email: 'bob@example.org', password: PASSWORD, claimCode }))).status,
    ).toBe(201);
    expect(await make('eve@example.org', claimCode)).toEqual([409, 'CLAIM_CODE_USED']);
    expect(await make('eve@example.org', '00000-00000')).toEqual([403, 'CLAIM_CODE_UNKNOWN']);
    expect(await make('eve@example.org', 'nonsense')).toEqual([400, 'SERVER_BAD_REQUEST']);
    expect(await club.refusal('/api/v1/sessions', post({ email: 'eve@example.org', password: PASSWORD }))).toEqual([
      401,
      'WRONG_PASSWORD',
    ]);
  });

  it('reads its household, and no one else’s', async () => {
    const own = await club.read(SeriesList, '/api/v1/series', { headers: { cookie } });
    expect(own.series.map(({ kind }) => kind)).toEqual([
      'generation',
      'consumption',
      'shared',
      'use',
      'estimated',
      'hydro',
    ]);
    expect(
      (await club.read(SummaryList, '/api/v1/household/daily', { headers: { cookie } })).summaries.length,
    ).toBeGreaterThan(0);
    const other = await club.account('carys@example.org');
    const theirs = await club.read(SeriesList, '/api/v1/series', { headers: { cookie: other } });
    const id = theirs.series.at(-1)?.id ?? 0;
    expect(await club.refusal(`/api/v1/series/${id}`, { headers: { cookie } })).toEqual([404, 'SERVER_SERIES_UNKNOWN']);
    expect(await club.refusal('/api/v1/household/daily')).toEqual([401, 'SERVER_UNAUTHORIZED']);
    expect(await club.refusal('/api/v1/household/daily', { headers: { cookie: 'server_session=x' } })).toEqual([
      401,
      'SERVER_UNAUTHORIZED',
    ]);
  });

  it('returns the account that is signed in', async () => {
    expect(await club.read(Whoami, '/api/v1/whoami')).toEqual({ where: 'server', user: null, claimed: true });
    expect(await club.read(Whoami, '/api/v1/whoami', { headers: { cookie } })).toEqual({
      where: 'server',
      user: { name: 'ann@example.org' },
      claimed: true,
    });
  });

  it('finds its hubs alone, and unlinks none of others', async () => {
    await club.link('ann@example.org', 'h-00000001');
    await club.link('bob@example.org', 'h-00000002');
    const { hubs } = await club.read(FoundHubs, '/api/v1/account/hubs', { headers: { cookie } });
    expect(hubs).toEqual([
      { id: 'h-00000001', version: '1.0.0', lastContact: expect.any(Number), localAddresses: ['192.168.1.20'] },
    ]);
    expect(await club.refusal('/api/v1/account/hubs')).toEqual([401, 'SIGN_IN_NEEDED']);
    const remove = (id: string) =>
      club.refusal(`/api/v1/account/hubs/${id}`, { method: 'DELETE', headers: { cookie } });
    expect(await remove('h-00000002')).toEqual([404, 'HUB_UNKNOWN']);
    expect(await remove('h-00000009')).toEqual([404, 'HUB_UNKNOWN']);
  });

  it('changes its password, which ends every other session', async () => {
    const signIn = async (password: string) => {
      const answer = await club.ask('/api/v1/sessions', post({ email: 'ann@example.org', password }));
      return { status: answer.status, cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' };
    };
    const elsewhere = await signIn(PASSWORD);
    const change = (password: string) =>
      club.ask('/api/v1/account/password', post({ password, newPassword: 'battery staple' }, { cookie }));
    expect((await change('wrong')).status).toBe(401);
    expect((await change(PASSWORD)).status).toBe(204);
    expect(await club.refusal('/api/v1/account', { headers: { cookie: elsewhere.cookie } })).toEqual([
      401,
      'SIGN_IN_NEEDED',
    ]);
    expect((await club.ask('/api/v1/account', { headers: { cookie } })).status).toBe(200);
    expect([(await signIn(PASSWORD)).status, (await signIn('battery staple')).status]).toEqual([401, 200]);
  });

  it('changes nothing for a page of another site, and is over when it signs out', async () => {
    const origin = 'https://evil.example';
    expect(await club.refusal('/api/v1/sessions', { method: 'DELETE', headers: { cookie, origin } })).toEqual([
      403,
      'SERVER_FOREIGN_PAGE',
    ]);
    expect(
      (await club.ask('/api/v1/sessions', { method: 'DELETE', headers: { cookie, origin: club.url } })).status,
    ).toBe(204);
    expect(await club.refusal('/api/v1/account', { headers: { cookie } })).toEqual([401, 'SIGN_IN_NEEDED']);
  });
});

describe('the page', () => {
  it('is served in both languages, also at its own addresses, and no call is taken for one', async () => {
    const open = async (path: string) => (await club.ask(path, { headers: { accept: 'text/html' } })).text;
    expect([await open('/'), await open('/household'), await open('/cy/household')]).toEqual([
      '<p>English',
      '<p>English',
      '<p>Cymraeg',
    ]);
    expect(await club.refusal('/api/v1/nothing', { headers: { accept: 'text/html' } })).toEqual([
      404,
      'SERVER_NOT_FOUND',
    ]);
  });
});

describe('every answer', () => {
  it.each(['/', '/api/v1/club/live', '/api/v1/nothing'])(
    '%s may not be framed and loads from here only',
    async (path) => {
      const { headers } = await club.ask(path);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['content-security-policy']).toContain("default-src 'self'");
      expect(headers['strict-transport-security']).toBe('max-age=31536000');
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    },
  );

  it.each(['/%2e%2e/etc/passwd', '/cy/..%5c..%5cetc', '/..%2f..%2fetc/passwd', '/%00', '/%', '/cy/%2e%2e/%2e%2e/x'])(
    '%s is refused, not a mistake of ours',
    async (path) => {
      const { status, text } = await club.ask(path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      expect(text).not.toContain('root:');
    },
  );
});

describe('guessing', () => {
  it('has to wait after twenty tries of one address, for codes and passwords each', async () => {
    await club.restart();
    const twenty = (path: string, body: unknown) =>
      Promise.all(Array.from({ length: 20 }, () => club.refusal(path, post(body))));
    const guess = { email: 'bob@example.org', password: 'guessed again' };
    for (const answer of await twenty('/api/v1/sessions', guess)) expect(answer).toEqual([401, 'WRONG_PASSWORD']);
    expect(await club.refusal('/api/v1/sessions', post({ ...guess, password: PASSWORD }))).toEqual([
      429,
      'SERVER_TOO_MANY_TRIES',
    ]);
    const claim = { email: 'eve@example.org', password: PASSWORD, claimCode: '00000-00000' };
    for (const answer of await twenty('/api/v1/accounts', claim)) expect(answer).toEqual([403, 'CLAIM_CODE_UNKNOWN']);
    expect(await club.refusal('/api/v1/accounts', post(claim))).toEqual([429, 'SERVER_TOO_MANY_TRIES']);
  }, 300_000);
});
