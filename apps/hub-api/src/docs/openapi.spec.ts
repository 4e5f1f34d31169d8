import { describe, expect, it } from 'vitest';
import committed from '../../openapi.json';
import { DocsService } from './docs.service';
import { pageOf } from './docs-page';
import { openApiText } from './print';

describe('the checked-in description', () => {
  it('is the one of this code; `nx run hub-api:openapi` writes it anew', async () => {
    expect(JSON.parse(await openApiText())).toEqual(committed);
  }, 30_000);

  it('has every published call and none of the others', () => {
    expect(Object.keys(committed.paths).sort()).toEqual([
      '/api/v1/feeds',
      '/api/v1/feeds/{id}/data',
      '/api/v1/health',
      '/api/v1/health/live',
      '/api/v1/health/ready',
      '/api/v1/inputs',
      '/api/v1/live',
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
