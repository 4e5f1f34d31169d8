import { isAllowed, type Permission, PERMISSIONS, type Principal } from '@hub/domain/access';
import { expect, it } from 'vitest';
import openapi from '../../openapi.json';

type Call = { readonly 'x-needs'?: { readonly permission: string; readonly freshPassword: boolean } };

const calls = Object.entries(openapi.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Readonly<Record<string, Call>>).map(
    ([method, call]) => [`${method.toUpperCase()} ${path}`, call['x-needs']] as const,
  ),
);
const needing = (permission: Permission): string[] =>
  calls.flatMap(([name, need]) => (need?.permission === permission ? [name] : [])).sort();
const person = (role: 'owner' | 'member' | 'viewer' | 'installer'): Principal => ({ kind: 'person', role });

it.each(calls)('%s says a permission that there is', (_, need) => {
  expect(PERMISSIONS).toContain(need?.permission);
});

it('leaves open only what has to be there before anyone is known', () => {
  expect(needing('open')).toEqual(
    [
      'DELETE /api/v1/session',
      'GET /api/v1/device/authority',
      'GET /api/v1/device/authority.pem',
      'GET /api/v1/health',
      'GET /api/v1/health/live',
      'GET /api/v1/health/ready',
      'GET /api/v1/session',
      'GET /api/v1/setup',
      'GET /api/v1/whoami',
      'GET /health',
      'GET /health/live',
      'GET /health/ready',
      'POST /api/v1/access/invitations/accept',
      'POST /api/v1/session',
      'POST /api/v1/setup/claim',
      'POST /api/v1/setup/password',
    ].sort(),
  );
});

it('asks for the password again before what reaches beyond the page', () => {
  const fresh = calls.flatMap(([name, need]) => (need?.freshPassword === true ? [name] : []));
  for (const call of [
    'PUT /api/v1/device/ssh',
    'POST /api/v1/device/reset',
    'POST /api/v1/api-keys',
    'POST /api/v1/setup/link',
    'DELETE /api/v1/setup/link',
    'POST /api/v1/update/now',
    'PUT /api/v1/update/bundle',
    'POST /api/v1/access/invitations',
    'DELETE /api/v1/access/people/{name}',
    'PUT /api/v1/access/settings',
    'GET /api/v1/your-data/export',
    'GET /api/v1/your-data/export.zip',
    'POST /api/v1/your-data/backup',
    'GET /api/v1/your-data/backup.tar.age',
  ])
    expect(fresh).toContain(call);
});

it('lets no one but the owner change who has access, the link and the system', () => {
  const closed = calls.filter(([, need]) =>
    ['access.manage', 'link.manage', 'system.manage'].includes(need?.permission ?? ''),
  );
  expect(closed.length).toBeGreaterThan(10);
  for (const [, need] of closed) {
    const permission = need?.permission as Permission;
    const allowed = (['owner', 'member', 'viewer', 'installer'] as const).filter((role) =>
      isAllowed(person(role), permission, { openReading: true }),
    );
    expect(allowed).toEqual(['owner']);
  }
});

it('changes nothing for who is not signed in, but what makes or proves an account', () => {
  const unauthenticated: Principal = { kind: 'unauthenticated', isInHouse: true };
  const changing = calls.filter(([name]) => !name.startsWith('GET '));
  const open = changing.filter(([, need]) =>
    isAllowed(unauthenticated, (need?.permission ?? 'system.manage') as Permission, { openReading: true }),
  );
  expect(open.map(([name]) => name).sort()).toEqual([
    'DELETE /api/v1/session',
    'POST /api/v1/access/invitations/accept',
    'POST /api/v1/session',
    'POST /api/v1/setup/claim',
    'POST /api/v1/setup/password',
  ]);
});
