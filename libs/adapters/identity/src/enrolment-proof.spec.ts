import { describe, expect, it } from 'vitest';
import { enrolmentKeyOf, enrolmentProof, isEnrolmentProof } from './enrolment-proof';
import { newUnit } from './unit';

describe('the proof of a hub that asks for a certificate', () => {
  it('is right for its own key, id and request alone', async () => {
    const unit = await newUnit();
    const key = enrolmentKeyOf(unit);
    const proof = enrolmentProof(key, unit.hubId, 'request');
    expect(isEnrolmentProof(proof, key, unit.hubId, 'request')).toBe(true);
    expect(isEnrolmentProof(proof, key, unit.hubId, 'another request')).toBe(false);
    expect(isEnrolmentProof(proof, key, 'h-00000000', 'request')).toBe(false);
    expect(isEnrolmentProof(proof, enrolmentKeyOf(await newUnit()), unit.hubId, 'request')).toBe(false);
    for (const other of ['', 'x', proof.slice(2), `${proof}00`])
      expect(isEnrolmentProof(other, key, unit.hubId, 'request')).toBe(false);
  });

  it('has a key that does not tell the hash of the code', async () => {
    const unit = await newUnit();
    expect(enrolmentKeyOf(unit)).toMatch(/^[0-9a-f]{64}$/);
    expect(unit.claimCodeHash).not.toContain(enrolmentKeyOf(unit));
  });
});
