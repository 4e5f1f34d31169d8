/**
 * Node loads this before the hub's program (`--import`) where a test gives the time: the machine's clock and uptime are what the test says,
 * and so is when the hub's cycles come round. The program itself knows nothing of it.
 */
import { syncBuiltinESMExports } from 'node:module';
import os from 'node:os';

/** Pauses of cycles and of the journal lie in this range; shorter and longer timers belong to connections, which live in real time. */
const CYCLE_MS = { least: 15_000, most: 60_000 };
/** What follows a message within this, as the next turn of the control loop. */
const SOON_MS = { least: 150, most: 300 };
/** A cycle that does not come back within this was none. */
const SETTLES_MS = 500;

const { searchParams } = new URL(import.meta.url);
const startMs = Number(searchParams.get('machineStart')) * 1000;
let nowMs = Number(searchParams.get('now')) * 1000;

const MachineDate = Date;
globalThis.Date = class extends MachineDate {
  constructor(...given) {
    if (given.length === 0) super(nowMs);
    else super(...given);
  }
  static now() {
    return nowMs;
  }
};
os.uptime = () => (nowMs - startMs) / 1000;
syncBuiltinESMExports();

const setMachineTimer = globalThis.setTimeout;
const clearMachineTimer = globalThis.clearTimeout;
const cycles = new Set();
const isCycle = (ms) => ms >= CYCLE_MS.least && ms <= CYCLE_MS.most;
const isSoon = (ms) => ms >= SOON_MS.least && ms <= SOON_MS.most;
/** Those that come back by themselves. */
const again = () => [...cycles].filter((cycle) => cycle.again).length;
const virtual = (waitMs, run) => {
  const cycle = { dueMs: nowMs + waitMs, run, again: isCycle(waitMs) };
  for (const name of ['ref', 'unref', 'refresh']) cycle[name] = () => cycle;
  cycles.add(cycle);
  return cycle;
};
globalThis.setTimeout = (task, waitMs = 0, ...given) => {
  return isCycle(waitMs) || isSoon(waitMs)
    ? virtual(waitMs, () => task(...given))
    : setMachineTimer(task, waitMs, ...given);
};
globalThis.clearTimeout = (timer) => {
  if (!cycles.delete(timer)) clearMachineTimer(timer);
};
const setMachineInterval = globalThis.setInterval;
const clearMachineInterval = globalThis.clearInterval;
globalThis.setInterval = (task, everyMs = 0, ...given) => {
  if (!isCycle(everyMs)) return setMachineInterval(task, everyMs, ...given);
  const cycle = virtual(everyMs, () => {
    cycle.dueMs = nowMs + everyMs;
    cycles.add(cycle);
    task(...given);
  });
  return cycle;
};
globalThis.clearInterval = (timer) => {
  if (!cycles.delete(timer)) clearMachineInterval(timer);
};

process.on('message', ({ now }) => {
  nowMs = now * 1000;
  const due = [...cycles].filter(({ dueMs }) => dueMs <= nowMs);
  const waiting = again();
  for (const cycle of due) {
    cycles.delete(cycle);
    cycle.run();
  }
  const endMs = performance.now() + SETTLES_MS;
  const answer = () => {
    if (again() < waiting && performance.now() < endMs) setMachineTimer(answer, 2);
    else process.send?.({ at: now });
  };
  answer();
});
process.channel?.unref();
