import { describe, expect, it } from 'vitest';
import { decideLanguage, type PageVisit } from './language';

const first: PageVisit = {
  path: '/',
  fromThisHub: false,
  remembered: undefined,
  acceptLanguage: 'en-GB,en;q=0.9',
};
const seen = (change: Partial<PageVisit>, household: 'en' | 'cy' = 'cy') => {
  const { redirectTo, chosen } = decideLanguage({ ...first, ...change }, household);
  return [redirectTo, chosen];
};

describe('the language of a visit', () => {
  it('is the household’s at first', () => {
    expect(seen({})).toEqual(['/cy/', undefined]);
    expect(seen({}, 'en')).toEqual([undefined, undefined]);
    expect(seen({ path: '/setup' })).toEqual(['/cy/setup', undefined]);
    expect(seen({ acceptLanguage: undefined })).toEqual(['/cy/', undefined]);
  });

  it('is Welsh for a browser that asks for it first', () => {
    expect(seen({ acceptLanguage: 'cy-GB,cy;q=0.9,en;q=0.5' }, 'en')).toEqual(['/cy/', undefined]);
    expect(seen({ acceptLanguage: 'en-GB,cy;q=0.5' }, 'en')).toEqual([undefined, undefined]);
  });

  it('is what was chosen before, whatever the household has', () => {
    expect(seen({ remembered: 'en' })).toEqual([undefined, undefined]);
    expect(seen({ remembered: 'cy' }, 'en')).toEqual(['/cy/', undefined]);
    expect(seen({ remembered: 'fr' })).toEqual(['/cy/', undefined]);
  });

  it('is chosen by going there from a page of this hub', () => {
    expect(seen({ fromThisHub: true, remembered: 'cy' })).toEqual([undefined, 'en']);
    expect(seen({ path: '/cy/', fromThisHub: true, remembered: 'en' })).toEqual([undefined, 'cy']);
  });

  it.each(['/cy', '/cy/', '/cy/settings'])('is Welsh at %s', (path) =>
    expect(seen({ path })).toEqual([undefined, 'cy']),
  );

  it.each(['/settings', '/household', '/cyfan'])('is the same at every address: %s', (path) => {
    expect(seen({ path })).toEqual([`/cy${path}`, undefined]);
    expect(seen({ path, remembered: 'en' })).toEqual([undefined, undefined]);
    expect(seen({ path, fromThisHub: true })).toEqual([undefined, 'en']);
  });
});
