import { blankJournal, confirmedPolicy, trialPolicy, type UpdateJournal } from '@hub/domain/update';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { factPlaces, healthPlaces, positive } from '../agent/config';
import { replaceFile } from '../agent/durable-file';
import { readJournal } from '../agent/journal-schema';
import { bootState, readKernelFacts, readRelease, type Verdict } from '../system-facts';
import { strictnessFor, watchGate, type Policies } from './gate';
import { observe } from './observe';

const help = `health: decides whether the version that runs may stay

  node health.mjs           looks until the verdict is clear, then acts on it and ends

A version on trial that is healthy for HUB_GATE_HEALTHY_S (600) without a break is marked good; one that is not within
HUB_GATE_GIVE_UP_S (1200) is marked bad, and the hub restarts into the other slot. A version that proved itself before
gets its attempts back after HUB_GATE_CONFIRM_S (30) healthy seconds and is never left.
HUB_GATE_LOOK_S (10) seconds lie between two looks. Places as in agent.mjs --help.`;

const run = promisify(execFile);
const env = process.env;

const policies = (): Policies => ({
  trial: {
    healthyForS: positive(env, 'HUB_GATE_HEALTHY_S', trialPolicy.healthyForS),
    giveUpAfterS: positive(env, 'HUB_GATE_GIVE_UP_S', trialPolicy.giveUpAfterS),
  },
  confirmed: { ...confirmedPolicy, healthyForS: positive(env, 'HUB_GATE_CONFIRM_S', confirmedPolicy.healthyForS) },
});

/** The agent's journal, only read here: whether what runs is on trial, and how the hub was before. */
function agentMemory(): UpdateJournal {
  try {
    return readJournal(readFileSync(join(env['HUB_OTA_DIR'] ?? '/data/ota', 'state.json'), 'utf8')) ?? blankJournal;
  } catch {
    return blankJournal;
  }
}

async function main(): Promise<void> {
  const places = factPlaces(env);
  const looksAt = healthPlaces(env);
  const { version, builtAt } = readRelease(places.releaseFile);
  const { slot, bootId, rescue } = readKernelFacts(places);
  const strictness = strictnessFor(agentMemory(), { version, slot, rescue }, policies());
  console.log(`${version} in slot ${slot} is ${strictness.trial ? 'on trial' : 'confirmed'}`);
  const ports = {
    look: () => observe(looksAt, version, Date.now() / 1000, builtAt),
    monotonicS: () => performance.now() / 1000,
    sleep: (seconds: number) => setTimeout(seconds * 1000),
    log: (line: string) => console.log(line),
  };
  const end = await watchGate(ports, strictness, positive(env, 'HUB_GATE_LOOK_S', 10));
  const note = (fault: string | null): void => {
    const verdict: Verdict = { version, bootId, fault, at: Math.floor(Date.now() / 1000) };
    replaceFile(places.verdictFile, JSON.stringify(verdict));
  };
  // Good: the attempts before the word, so that who reads "good" can rely on them. Bad: the reason before the act.
  if (end.kind === 'good') {
    await bootState(places.bootStateTool, 'mark', 'good', slot);
    if (strictness.trial) note(null);
    console.log('marked good');
    return;
  }
  note(end.fault);
  await bootState(places.bootStateTool, 'mark', 'bad', slot);
  console.log(`marked bad: ${end.fault}; restarting into the other slot`);
  await run('systemctl', ['reboot']);
}

if (process.argv.includes('--help')) console.log(help);
else {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  });
}
