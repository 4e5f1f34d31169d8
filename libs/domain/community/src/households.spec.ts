import { describe, expect, it } from 'vitest';
import { type Household, householdsOf, type ListedMember } from './households';

const TODAY = '2026-11-30';
const listed = (mpan: string, name: string, joinedDay = '2024-01-01', token = `t${mpan}`): ListedMember => ({
  mpan,
  token,
  name,
  joinedDay,
});
const known = (id: number, member: ListedMember, leftDay: string | null = null): Household => ({
  id,
  ...member,
  leftDay,
});
const [ann, bob] = [listed('1', 'Ann'), listed('2', 'Bob')];

describe('households by the list of the settlement server', () => {
  it('join, stay as they are, and take a new token or a corrected name', () => {
    expect(householdsOf([], [ann, bob], TODAY).joined).toEqual(
      [ann, bob].map((member) => ({ ...member, leftDay: null })),
    );
    expect(householdsOf([known(1, ann)], [ann], TODAY)).toEqual({ changed: [], joined: [], credible: true });
    expect(householdsOf([known(1, ann)], [{ ...ann, token: 'new' }], TODAY)).toMatchObject({
      changed: [{ id: 1, token: 'new' }],
      joined: [],
    });
    expect(householdsOf([known(1, ann)], [{ ...ann, name: 'Anne' }], TODAY)).toMatchObject({
      changed: [{ id: 1, name: 'Anne', leftDay: null }],
      joined: [],
    });
  });

  it('leave when they are listed no more, and come back', () => {
    const { changed } = householdsOf([known(1, ann), known(2, bob)], [ann], TODAY);
    expect(changed).toEqual([known(2, bob, TODAY)]);
    expect(householdsOf([known(1, ann), known(2, bob, TODAY)], [ann, bob], '2026-12-01').changed).toEqual([
      known(2, bob),
    ]);
    expect(householdsOf([known(1, ann), known(2, bob, '2026-11-01')], [ann], TODAY).changed).toEqual([]);
  });

  it.each([
    ['joined later', listed('1', 'Carys', '2026-11-10'), '2026-11-10'],
    ['joined later, with another token', listed('1', 'Carys', '2026-11-10', 'other'), '2026-11-10'],
    ['another token, and the old day of joining', listed('1', 'Carys', '2024-01-01', 'other'), TODAY],
  ])('are followed by another at their meter point: %s', (_, next, from) => {
    const { changed, joined } = householdsOf([known(1, ann), known(2, bob)], [next, bob], TODAY);
    expect(changed).toEqual([known(1, ann, from)]);
    expect(joined).toEqual([{ ...next, joinedDay: from, leftDay: null }]);
    // The next round finds nothing to do, whatever day of joining is listed.
    const after = [known(1, ann, from), known(2, bob), known(3, { ...next, joinedDay: from })];
    expect(householdsOf(after, [next, bob], '2026-12-01')).toEqual({ changed: [], joined: [], credible: true });
  });

  it('are followed by another after a time with none', () => {
    const carys = listed('1', 'Carys', '2026-11-10', 'other');
    expect(householdsOf([known(1, ann, '2026-06-01'), known(2, bob)], [carys, bob], TODAY)).toMatchObject({
      changed: [],
      joined: [{ joinedDay: '2026-11-10', leftDay: null }],
    });
  });

  it('do not all leave because a list is broken', () => {
    const many = Array.from({ length: 10 }, (_, at) => listed(String(at), `home ${at}`));
    const all = many.map((member, at) => known(at + 1, member));
    expect(householdsOf(all, many.slice(0, 3), TODAY)).toEqual({ changed: [], joined: [], credible: false });
    expect(householdsOf(all, many.slice(0, 6), TODAY).changed).toHaveLength(4);
    expect(householdsOf([known(1, ann)], [], TODAY)).toEqual({ changed: [], joined: [], credible: false });
  });

  it('of a meter point that is listed twice is the one that joined last', () => {
    const carys = listed('1', 'Carys', '2026-11-10', 'other');
    expect(householdsOf([known(1, ann)], [carys, ann], TODAY).joined).toHaveLength(1);
    expect(householdsOf([], [carys, ann], TODAY).joined).toEqual([{ ...carys, leftDay: null }]);
  });
});
