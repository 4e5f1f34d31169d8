import { TestBed } from '@angular/core/testing';
import { HubFault, LiveHub, Visitor } from '@hub/data-access';
import { describe, expect, it, vi } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { FakeHub } from '../home/hub.fake';
import { SignInGate } from './sign-in-gate';

const needed = { kind: 'refused', status: 401, code: 'SIGN_IN_NEEDED', message: 'm', action: 'a' } as const;

async function open(user: { name: string } | null, claimed = true) {
  const back = new FakeBackEnd().json('GET whoami', { where: 'hub', user, claimed });
  TestBed.configureTestingModule({ providers: [back.provider, { provide: LiveHub, useValue: new FakeHub() }] });
  await TestBed.inject(Visitor).ask();
  return TestBed.inject(SignInGate);
}

describe('SignInGate', () => {
  it('lets who is signed in do it at once', async () => {
    const gate = await open({ name: 'Megan' });
    expect(await gate.run(() => Promise.resolve('done'))).toBe('done');
    expect(gate.dialog()).toBeNull();
  });

  it('asks first, and then goes on with what was asked for', async () => {
    const gate = await open(null);
    const action = vi.fn(() => Promise.resolve('done'));
    const result = gate.run(action);
    await vi.waitFor(() => expect(gate.dialog()).not.toBeNull());
    expect(action).not.toHaveBeenCalled();
    gate.close(true);
    expect(await result).toBe('done');
    expect(gate.dialog()).toBeNull();
  });

  it('does nothing when the person thinks better of it', async () => {
    const gate = await open(null);
    const action = vi.fn(() => Promise.resolve('done'));
    const result = gate.run(action);
    await vi.waitFor(() => expect(gate.dialog()).not.toBeNull());
    gate.close(false);
    expect(await result).toBeUndefined();
    expect(action).not.toHaveBeenCalled();
  });

  it('asks when a session turns out to have ended', async () => {
    const gate = await open({ name: 'Megan' });
    const action = vi.fn().mockRejectedValueOnce(new HubFault(needed)).mockResolvedValueOnce('done');
    const result = gate.run(action);
    await vi.waitFor(() => expect(gate.dialog()).not.toBeNull());
    gate.close(true);
    expect(await result).toBe('done');
  });

  it('leaves every other fault to who called', async () => {
    const gate = await open({ name: 'Megan' });
    const fault = new HubFault({ kind: 'network' });
    await expect(gate.run(() => Promise.reject(fault))).rejects.toBe(fault);
  });
});
