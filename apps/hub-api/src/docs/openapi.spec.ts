import { pageOf } from '@hub/nest-http';
import { describe, expect, it } from 'vitest';
import committed from '../../openapi.json';
import { DocsService } from './docs.service';
import { openApiText } from './print';

describe('the checked-in description', () => {
  it('is the one of this code; `nx run hub-api:openapi` writes it', async () => {
    expect(JSON.parse(await openApiText())).toEqual(committed);
  }, 30_000);

  it('has every published call and none of the others', () => {
    expect(Object.keys(committed.paths).sort()).toEqual([
      '/api/v1/access/audit',
      '/api/v1/access/invitations',
      '/api/v1/access/invitations/accept',
      '/api/v1/access/invitations/{id}',
      '/api/v1/access/people',
      '/api/v1/access/people/{name}',
      '/api/v1/access/settings',
      '/api/v1/account/password',
      '/api/v1/api-keys',
      '/api/v1/api-keys/{which}',
      '/api/v1/club/daily',
      '/api/v1/club/daily/{day}',
      '/api/v1/club/forecast',
      '/api/v1/club/live',
      '/api/v1/club/monthly',
      '/api/v1/club/tariffs',
      '/api/v1/device',
      '/api/v1/device/authority',
      '/api/v1/device/authority.pem',
      '/api/v1/device/reset',
      '/api/v1/device/ssh',
      '/api/v1/devices',
      '/api/v1/devices/live',
      '/api/v1/devices/types',
      '/api/v1/devices/{id}',
      '/api/v1/devices/{id}/control',
      '/api/v1/devices/{id}/energy',
      '/api/v1/devices/{id}/found',
      '/api/v1/feeds',
      '/api/v1/feeds/{id}/accept-truncated',
      '/api/v1/feeds/{id}/data',
      '/api/v1/health',
      '/api/v1/health/live',
      '/api/v1/health/ready',
      '/api/v1/home-assistant',
      '/api/v1/home-assistant/account',
      '/api/v1/household/daily',
      '/api/v1/household/daily/{day}',
      '/api/v1/household/monthly',
      '/api/v1/inputs',
      '/api/v1/inputs/{id}',
      '/api/v1/inputs/{id}/feed',
      '/api/v1/inputs/{id}/process-list',
      '/api/v1/live',
      '/api/v1/live/latest',
      '/api/v1/pairing',
      '/api/v1/pairing/allow',
      '/api/v1/pairing/deny',
      '/api/v1/pairing/events',
      '/api/v1/pairing/gateways',
      '/api/v1/pairing/gateways/{serial}',
      '/api/v1/pairing/window',
      '/api/v1/schedules',
      '/api/v1/schedules/cap',
      '/api/v1/schedules/preview',
      '/api/v1/schedules/prices',
      '/api/v1/schedules/{id}',
      '/api/v1/schedules/{id}/boost',
      '/api/v1/schedules/{id}/history',
      '/api/v1/schedules/{id}/off',
      '/api/v1/schedules/{id}/on',
      '/api/v1/schedules/{id}/pause',
      '/api/v1/schedules/{id}/skip',
      '/api/v1/schedules/{id}/undo',
      '/api/v1/series',
      '/api/v1/series/{id}/values',
      '/api/v1/session',
      '/api/v1/session/confirm',
      '/api/v1/sessions',
      '/api/v1/sessions/{id}',
      '/api/v1/setup',
      '/api/v1/setup/claim',
      '/api/v1/setup/history',
      '/api/v1/setup/link',
      '/api/v1/setup/password',
      '/api/v1/update',
      '/api/v1/update/bundle',
      '/api/v1/update/now',
      '/api/v1/whoami',
      '/api/v1/your-data/backup',
      '/api/v1/your-data/backup.tar.age',
      '/api/v1/your-data/backup/progress',
      '/api/v1/your-data/export',
      '/api/v1/your-data/export.zip',
      '/api/v1/your-data/export/progress',
      '/health',
      '/health/live',
      '/health/ready',
    ]);
  });
});

describe('the page about the API', () => {
  it('lists each call and loads nothing', () => {
    const page = new DocsService().page();
    expect(page).toContain('/api/v1/feeds/{id}/data');
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  it('shows text as text', () => {
    expect(pageOf({ info: { title: '<b>' }, paths: { '/a&b': { get: {} } } })).toContain('&lt;b&gt;');
  });
});
