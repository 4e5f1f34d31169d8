import { enrolmentKeyOf, newUnit } from '@hub/adapters/identity';
import { FactoryHubs } from '@hub/contracts';
import { describe, expect, it } from 'vitest';
import { factoryList, readUnits, unitToml } from './unit-file';

describe('the units of a batch', () => {
  it('are read as they were made, and their cards never hold the code', async () => {
    const unit = await newUnit();
    expect(readUnits(JSON.stringify([unit]))).toEqual([unit]);
    const toml = unitToml(unit);
    expect(toml).toContain(`hub_id = "${unit.hubId}"\nclaim_code_scrypt = "${unit.claimCodeHash}"\n`);
    expect(toml).not.toContain(unit.claimCode);
  });

  it('are listed for the community server without a word of their labels', async () => {
    const unit = await newUnit();
    const list = factoryList([unit]);
    expect(FactoryHubs.parse(list)).toEqual({ hubs: [{ hubId: unit.hubId, enrolmentKey: enrolmentKeyOf(unit) }] });
    expect(JSON.stringify(list)).not.toContain(unit.claimCode);
    expect(JSON.stringify(list)).not.toContain(unit.claimCodeHash);
  });

  it.each([
    ['nothing', ''],
    ['no list', '{}'],
    ['an empty list', '[]'],
    ['an id that is none', '[{"hubId":"x","claimCode":"0123456789","claimCodeHash":"y"}]'],
    ['no object', '[3]'],
  ])('are not %s', (_, text) => expect(() => readUnits(text)).toThrow(/cannot be used/));

  it('are not a torn file', async () => {
    const text = JSON.stringify([await newUnit()]);
    for (let cut = 0; cut < text.length; cut++) expect(() => readUnits(text.slice(0, cut))).toThrow();
  });
});
