import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  after,
  type KeptSetup,
  keptOf,
  NOTHING_DONE,
  restored,
  type SetupEvent,
  type SetupState,
  statusOf,
} from './setup-state';
import { SETUP_STEPS, type SetupStep } from './step';

const problem = { code: 'X', message: 'It went wrong.', action: 'Mend it.' };
const progress = { doneBytes: 1, totalBytes: 2, secondsLeft: null };
const done = (step: SetupStep): SetupEvent => ({ type: 'done', step });
const run = (events: readonly SetupEvent[], from = NOTHING_DONE): SetupState => events.reduce(after, from);
const states = (state: SetupState) => Object.fromEntries(statusOf(state).map((each) => [each.step, each.state]));

const anyEvent: fc.Arbitrary<SetupEvent> = fc
  .record({ type: fc.constantFrom('running', 'done', 'failed', 'undone'), step: fc.constantFrom(...SETUP_STEPS) })
  .map((event): SetupEvent => ({ ...event, problem, progress }));

describe('the first boot', () => {
  it('waits for everything at first and is ready when everything is done, in whatever order it came', () => {
    expect(new Set(Object.values(states(NOTHING_DONE)))).toEqual(new Set(['waiting']));
    fc.assert(
      fc.property(fc.shuffledSubarray([...SETUP_STEPS], { minLength: SETUP_STEPS.length }), (steps) => {
        expect(new Set(Object.values(states(run(steps.map(done)))))).toEqual(new Set(['done']));
      }),
    );
  });

  it('is ready exactly when all else is done, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const { ready, ...others } = states(run(events));
        expect(ready === 'done').toBe(Object.values(others).every((state) => state === 'done'));
      }),
    );
  });

  it('reaches ready from wherever it was cut, doing again only what was not done', () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
        const before = run(events);
        const kept = keptOf(before);
        const again = restored(JSON.parse(JSON.stringify(kept)) as KeptSetup);
        expect(again.done).toEqual(before.done);
        const missing = SETUP_STEPS.filter((step) => !kept.done.includes(step));
        expect(states(run(missing.map(done), again))['ready']).toBe('done');
      }),
    );
  });

  it('takes a repeated or late event for nothing new', () => {
    const state = run([done('claim'), done('claim')]);
    expect(run([{ type: 'failed', step: 'claim', problem }], state)).toBe(state);
    expect(run([{ type: 'running', step: 'claim', progress }], state)).toBe(state);
    expect(run([done('ready')])).toBe(NOTHING_DONE);
  });

  it('shows why a step failed until it is through, also while it is tried again', () => {
    const failed = run([{ type: 'failed', step: 'history', problem }]);
    const history = (state: SetupState) => statusOf(state).find(({ step }) => step === 'history');
    expect(history(failed)).toEqual({ step: 'history', state: 'failed', error: problem, progress: null });
    const again = run([{ type: 'running', step: 'history', progress }], failed);
    expect(history(again)).toEqual({ step: 'history', state: 'running', error: problem, progress });
    expect(history(run([done('history')], again))).toMatchObject({ state: 'done', error: null, progress: null });
  });

  it('loses with a link what rests on it, and nothing else', () => {
    const ready = run(SETUP_STEPS.map(done));
    const unlinked = states(run([{ type: 'undone', step: 'link' }], ready));
    expect(SETUP_STEPS.filter((step) => unlinked[step] === 'waiting')).toEqual(['link', 'history', 'ready']);
    expect(
      SETUP_STEPS.filter((step) => states(run([{ type: 'undone', step: 'claim' }], ready))[step] !== 'done'),
    ).toEqual(['claim', 'link', 'history', 'ready']);
  });
});
