import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { MeterService } from '../metering/meter.service';
import { SystemClock } from '../ports/system-clock';
import { ClockTrustService } from './clock-trust.service';

const NOW = 1_795_432_610;
let dir: string;
let trust: ClockTrustService | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clock-'));
});
afterEach(async () => {
  await trust?.onApplicationShutdown();
  rmSync(dir, { recursive: true });
});

/** A hub that has just started, with what its meter says the time is. */
function started(setFile: string | undefined, meterTime: number | null): ClockTrustService {
  const meter = { now: meterTime === null ? null : { time: meterTime } } as unknown as MeterService;
  trust = new ClockTrustService(new SystemClock(() => NOW, setFile), () => NOW, meter);
  trust.onApplicationBootstrap();
  return trust;
}

it('is known where no time service is named, and where one has set it', () => {
  expect(started(undefined, null).known).toBe(true);
  writeFileSync(join(dir, 'set'), '');
  expect(started(join(dir, 'set'), null).known).toBe(true);
});

it('is known by the meter’s own clock, if the two agree', async () => {
  const agreed = started(join(dir, 'set'), NOW - 2);
  await vi.waitFor(() => expect(agreed.known).toBe(true));
});

it('is not known while neither says so', async () => {
  const unknown = started(join(dir, 'set'), NOW - 86_400);
  const looked = vi.spyOn(unknown as unknown as { look(): Promise<unknown> }, 'look');
  await vi.waitFor(() => expect(looked).toHaveBeenCalled());
  expect(unknown.known).toBe(false);
});
