import { closeSync, mkdirSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  chooseSlot,
  readMirrored,
  transition,
  type Boot,
  type BootChoice,
  type MirroredState,
  type Slot,
} from '@hub/domain/update';
import { readJournal } from '../agent/journal-schema';
import { attempt, run } from './command';
import { UndoDisk, type LogEntry, type WriteLog } from './write-log';

const MIB = 1 << 20;
const BLOCK = 4096;
const AT_ONCE = 1024;
/** Where everything lies on a card (`image/config`). */
export const PLACE = {
  state: [4 * MIB, 8 * MIB],
  A: 272 * MIB,
  B: 2320 * MIB,
  slotBytes: 2048 * MIB,
  data: 4368 * MIB,
} as const;

export type Write = LogEntry & { readonly kind: 'write' };
/** What the power took: nothing of the open writes, some of them, or the second half of the last one. */
export type CutMode = 'whole' | 'some-lost' | 'last-torn';

export interface Finding {
  readonly starts: Slot;
  readonly phase: string;
}

/** Whether a write lies in the part of the card that begins at `at` and is `length` long. */
const within = (write: Write, at: number, length: number): boolean => write.offset >= at && write.offset < at + length;

/**
 * A card on which a recorded update is played step by step. At any moment the power may go: {@link inspectCut} says what
 * a hub would find on the card then, and throws when that is not a whole system with its data.
 */
export class RecordedCard {
  private readonly system: UndoDisk;
  private readonly data: UndoDisk;
  private readonly fresh: number;
  private readonly freshBlocks: number;
  private readonly differs: Uint8Array;
  private differing = 0;

  private constructor(
    readonly dir: string,
    private readonly log: WriteLog,
    freshSlot: string,
  ) {
    this.system = new UndoDisk(join(dir, 'system.part'));
    this.data = new UndoDisk(join(dir, 'data.part'));
    this.fresh = openSync(freshSlot, 'r');
    this.freshBlocks = statSync(freshSlot).size / BLOCK;
    this.differs = new Uint8Array(this.freshBlocks);
    for (let block = 0; block < this.freshBlocks; block += AT_ONCE) this.compareMany(block);
  }

  static async of(dir: string, card: string, log: WriteLog, freshSlot: string): Promise<RecordedCard> {
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    await run('cp', ['--sparse=always', card, join(dir, 'system.part')]);
    const dd = [`if=${card}`, `of=${join(dir, 'data.part')}`, 'bs=1M', `skip=${PLACE.data / MIB}`, 'conv=sparse'];
    await run('dd', [...dd, 'status=none']);
    return new RecordedCard(dir, log, freshSlot);
  }

  /** Blocks of slot B that are not yet those of the new release. */
  get unfinishedBlocks(): number {
    return this.differing;
  }

  private compareMany(first: number, count = Math.min(AT_ONCE, this.freshBlocks - first)): void {
    const wanted = Buffer.alloc(count * BLOCK);
    readSync(this.fresh, wanted, 0, wanted.length, first * BLOCK);
    const found = this.system.read(PLACE.B + first * BLOCK, wanted.length);
    for (let index = 0; index < count; index++) {
      const [from, to] = [index * BLOCK, (index + 1) * BLOCK];
      const other = wanted.subarray(from, to).equals(found.subarray(from, to)) ? 0 : 1;
      this.differing += other - (this.differs[first + index] ?? 0);
      this.differs[first + index] = other;
    }
  }

  private compareAfter(write: Write): void {
    if (!within(write, PLACE.B, this.freshBlocks * BLOCK)) return;
    const first = Math.floor((write.offset - PLACE.B) / BLOCK);
    const last = Math.floor((write.offset - PLACE.B + write.bytes - 1) / BLOCK);
    this.compareMany(first, Math.min(last, this.freshBlocks - 1) - first + 1);
  }

  /** Writes it for good. Throws when it goes where an update has nothing to write. */
  play(write: Write): void {
    const allowed = isState(write) || within(write, PLACE.B, PLACE.slotBytes) || write.offset >= PLACE.data;
    if (!allowed) throw new Error(`CUT_STRAY_WRITE: ${write.bytes} bytes at ${write.offset}`);
    this.put(write, this.log.data(write), false);
    this.compareAfter(write);
  }

  private put(write: Write, data: Buffer, forNow: boolean): void {
    const [disk, at] =
      write.offset >= PLACE.data ? [this.data, write.offset - PLACE.data] : [this.system, write.offset];
    if (forNow) disk.writeForNow(at, data);
    else disk.write(at, data);
  }

  get bootState(): MirroredState {
    const [first, second] = PLACE.state.map((at) => this.system.read(at, 512));
    return readMirrored(first ?? Buffer.alloc(0), second ?? Buffer.alloc(0));
  }

  /** What the boot script would do; throws when that is not a whole system. */
  startable(): BootChoice {
    const choice = chooseSlot(this.bootState.state);
    if (choice.kind === 'rescue') throw new Error('CUT_RESCUE: no slot has an attempt left');
    if (choice.slot === 'B' && this.differing > 0)
      throw new Error(`CUT_HALF_SLOT: slot B would start with ${this.differing} blocks of something else`);
    return choice;
  }

  /** The power goes with these writes under way; then the card is put back to the moment before them. */
  async inspectCut(open: readonly Write[], mode: CutMode, pick: () => number): Promise<Finding> {
    const arrived = this.survivors(open, mode, pick);
    for (const { write, data } of arrived) this.put(write, data, true);
    for (const { write } of arrived) this.compareAfter(write);
    try {
      const { slot } = this.startable();
      return { starts: slot, phase: await this.inspectData(slot) };
    } finally {
      this.system.takeBack();
      this.data.takeBack();
      for (const { write } of arrived) this.compareAfter(write);
    }
  }

  private survivors(open: readonly Write[], mode: CutMode, pick: () => number): { write: Write; data: Buffer }[] {
    const all = open.map((write) => ({ write, data: this.log.data(write) }));
    if (mode === 'some-lost') return all.filter(() => pick() < 0.5);
    const last = all.at(-1);
    if (mode === 'last-torn' && last) last.data = last.data.subarray(0, tornAt(last.write, pick));
    return all;
  }

  /** The data partition as `early` finds it: checked, then read. */
  private async inspectData(slot: Slot): Promise<string> {
    const copy = join(this.dir, 'check.part');
    await run('cp', ['--sparse=always', join(this.dir, 'data.part'), copy]);
    const repair = await attempt('e2fsck', ['-p', copy]);
    if (repair.code >= 4)
      throw new Error(`CUT_DATA: e2fsck -p ended with ${repair.code}: ${repair.stdout.slice(-500)}`);
    const check = await attempt('e2fsck', ['-fn', copy]);
    if (check.code !== 0) throw new Error(`CUT_DATA: e2fsck -fn ended with ${check.code}: ${check.stdout.slice(-500)}`);
    const { stdout } = await attempt('debugfs', ['-R', 'cat /ota/state.json', copy]);
    return this.agentGoesOn(stdout, slot);
  }

  /** The agent's journal is whole, and knows of the slot that starts. */
  private agentGoesOn(text: string, slot: Slot): string {
    if (text === '' && slot === 'A') return 'blank';
    const journal = readJournal(text);
    if (!journal) throw new Error(`CUT_JOURNAL: slot ${slot} would start with an agent that remembers "${text}"`);
    const next = transition(journal, { type: 'started', boot: this.bootOf(slot, journal), at: 1 });
    if (slot === 'B' && !['verifying', 'good', 'idle'].includes(next.state.phase))
      throw new Error(`CUT_LOST: slot B would start, and the agent thinks it is ${next.state.phase}`);
    return next.state.phase;
  }

  private bootOf(slot: Slot, journal: NonNullable<ReturnType<typeof readJournal>>): Boot {
    const { state } = this.bootState;
    const { state: now } = journal;
    const versions = 'release' in now ? { A: now.origin.version, B: now.release.version } : { A: 'old', B: 'new' };
    return {
      version: versions[slot],
      slot,
      bootId: 'after the cut',
      preferred: state.order[0] ?? 'A',
      bootable: { A: state.attemptsLeft.A > 0, B: state.attemptsLeft.B > 0 },
      verdict: undefined,
    };
  }

  close(): void {
    this.system.close();
    this.data.close();
    closeSync(this.fresh);
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** The sector itself, as U-Boot writes it, or with the rest of its page, as Linux does. */
export const isState = (write: Write): boolean => PLACE.state.some((at) => write.offset === at && write.bytes <= BLOCK);

/** Writes are cut between sectors; the boot state, which must not rely on that, inside one. */
const tornAt = (write: Write, pick: () => number): number =>
  isState(write) ? Math.floor(pick() * 512) : Math.floor((pick() * write.bytes) / 512) * 512;
