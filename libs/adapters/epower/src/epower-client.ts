import { setTimeout as wait } from 'node:timers/promises';
import {
  type EpowerDay,
  type EpowerMember,
  EpowerReport,
  epowerQueryDate,
  HOUSEHOLD_MOST_WH,
  parseEpowerHistory,
  parseEpowerMembers,
} from '@hub/contracts';
import type { CalendarDay } from '@hub/domain/time';
import { retryAfterS, textOf } from './body';
import { badStatus, busy, EpowerError, stopped, timedOut, unreachable, unreadable } from './epower-error';

export interface EpowerClientOptions {
  /** Base of the reports, up to and without the last slash. */
  readonly url: string;
  readonly prefix: string;
  /** Opens the reports of the whole club. */
  readonly clubToken: string;
  readonly timeoutS?: number;
  /** How often one question is asked before its cycle gives up. */
  readonly tries?: number;
  /** Pause before the second try; doubles with each, and up to as much again by chance. */
  readonly firstPauseMs?: number;
  readonly random?: () => number;
  /** Longest answer that is read. */
  readonly mostBytes?: number;
  /** The most that the club's generators give in a half-hour; more is a broken number. */
  readonly mostGenerationWh?: number;
}

/** Days of a report, and how many rows and cells of it could not be used. */
export interface EpowerAnswer {
  readonly days: readonly EpowerDay[];
  readonly rejected: number;
}

/** Members of a report, and how many rows could not be used. */
export interface EpowerMembersAnswer {
  readonly members: readonly EpowerMember[];
  readonly rejected: number;
}

/** A member's quarter of a year is 60 kB. */
const MOST_BYTES = 8_388_608;
const MOST_GENERATION_WH = 20_000_000;
/** One question waits this long for a server that says when to come back; after that the round goes on without it. */
const MOST_WAIT_S = 60;
/** Whatever a server says, it is asked again after this long. */
const LONGEST_REST_S = 86_400;

const DEFAULTS = { mostBytes: MOST_BYTES, mostGenerationWh: MOST_GENERATION_WH };

/** Reads reports of the settlement server. Every method rejects with an EpowerError. */
export class EpowerClient {
  private readonly options: Required<EpowerClientOptions>;
  private readonly stopping = new AbortController();
  /** E-power asked to be left alone until then, in milliseconds of the epoch. */
  private restUntilMs = 0;

  constructor(options: EpowerClientOptions) {
    this.options = { timeoutS: 60, tries: 5, firstPauseMs: 500, random: Math.random, ...DEFAULTS, ...options };
  }

  /** Give up every question, asked or still to be asked. */
  stop(): void {
    this.stopping.abort();
  }

  async members(): Promise<EpowerMembersAnswer> {
    return this.ask(this.options.clubToken, EpowerReport.members, '', (body) => {
      const answer = parseEpowerMembers(body);
      if (!answer.ok) throw unreadable(answer.fault);
      return { members: answer.members, rejected: answer.rejected };
    });
  }

  /** Use of a member on the days from `from` to `to`, both included, as far as it is settled. */
  memberHistory(token: string, from: CalendarDay, to: CalendarDay): Promise<EpowerAnswer> {
    return this.history(token, EpowerReport.memberHistory, from, to, HOUSEHOLD_MOST_WH);
  }

  generationHistory(from: CalendarDay, to: CalendarDay): Promise<EpowerAnswer> {
    const { clubToken, mostGenerationWh } = this.options;
    return this.history(clubToken, EpowerReport.generationHistory, from, to, mostGenerationWh);
  }

  private history(
    token: string,
    report: EpowerReport,
    from: CalendarDay,
    to: CalendarDay,
    mostWh: number,
  ): Promise<EpowerAnswer> {
    const query = `?dateStart=${epowerQueryDate(from)}&dateEnd=${epowerQueryDate(to)}`;
    return this.ask(token, report, query, (body) => {
      const answer = parseEpowerHistory(body, mostWh);
      if (!answer.ok) throw unreadable(answer.fault);
      // A server that ignores the range must not make us store what was not asked for.
      const days = answer.days.filter(({ day }) => day >= from && day <= to);
      return { days, rejected: Object.values(answer.rejected).reduce((sum, count) => sum + count, 0) };
    });
  }

  private async ask<T>(token: string, report: EpowerReport, query: string, read: (body: string) => T): Promise<T> {
    const { url, prefix, tries, firstPauseMs, random } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      await this.rested();
      try {
        return read(await this.get(`${url}/${prefix}-${token}-${report}${query}`));
      } catch (error) {
        if (!(error instanceof EpowerError) || !error.passing || attempt >= tries) throw error;
      }
      await this.pause(firstPauseMs * 2 ** (attempt - 1) * (1 + random()));
    }
  }

  /** Waits until E-power may be asked, where that is soon. */
  private async rested(): Promise<void> {
    const restMs = this.restUntilMs - Date.now();
    if (restMs <= 0) return;
    if (restMs > MOST_WAIT_S * 1000) throw busy(Math.ceil(restMs / 1000));
    await this.pause(restMs);
  }

  private async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.stopping.signal }).catch(() => {
      throw stopped();
    });
  }

  private async get(address: string): Promise<string> {
    const { timeoutS, mostBytes } = this.options;
    const patience = AbortSignal.timeout(timeoutS * 1000);
    const signal = AbortSignal.any([patience, this.stopping.signal]);
    try {
      const response = await fetch(address, { signal, redirect: 'error' });
      if (!response.ok) {
        await response.body?.cancel();
        const rest = retryAfterS(response.headers.get('retry-after'), Date.now());
        if (rest !== undefined) this.restUntilMs = Date.now() + Math.min(rest, LONGEST_REST_S) * 1000;
        throw badStatus(response.status);
      }
      return await textOf(response, mostBytes);
    } catch (error) {
      if (error instanceof EpowerError) throw error;
      if (this.stopping.signal.aborted) throw stopped();
      throw patience.aborted ? timedOut(timeoutS) : unreachable(error);
    }
  }
}
