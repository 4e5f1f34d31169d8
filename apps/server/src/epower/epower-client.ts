import { setTimeout as wait } from 'node:timers/promises';
import {
  type EpowerDay,
  type EpowerMember,
  EpowerReport,
  epowerQueryDate,
  parseEpowerHistory,
  parseEpowerMembers,
} from '@hub/contracts';
import type { CalendarDay } from '@hub/domain/time';
import { badStatus, EpowerError, stopped, timedOut, unreachable, unreadable } from './epower-error';

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
}

/** Reads reports of the settlement server. Every method rejects with an EpowerError. */
export class EpowerClient {
  private readonly options: Required<EpowerClientOptions>;
  private readonly stopping = new AbortController();

  constructor(options: EpowerClientOptions) {
    this.options = { timeoutS: 60, tries: 5, firstPauseMs: 500, random: Math.random, ...options };
  }

  /** Give up every question, asked or still to be asked. */
  stop(): void {
    this.stopping.abort();
  }

  async members(): Promise<readonly EpowerMember[]> {
    return this.ask(this.options.clubToken, EpowerReport.members, '', (body) => {
      const answer = parseEpowerMembers(body);
      if (!answer.ok) throw unreadable(answer.fault);
      return answer.members;
    });
  }

  /** Use of a member on the days from `from` to `to`, both included, as far as it is settled. */
  memberHistory(token: string, from: CalendarDay, to: CalendarDay): Promise<readonly EpowerDay[]> {
    return this.history(token, EpowerReport.memberHistory, from, to);
  }

  generationHistory(from: CalendarDay, to: CalendarDay): Promise<readonly EpowerDay[]> {
    return this.history(this.options.clubToken, EpowerReport.generationHistory, from, to);
  }

  private history(
    token: string,
    report: EpowerReport,
    from: CalendarDay,
    to: CalendarDay,
  ): Promise<readonly EpowerDay[]> {
    const query = `?dateStart=${epowerQueryDate(from)}&dateEnd=${epowerQueryDate(to)}`;
    return this.ask(token, report, query, (body) => {
      const answer = parseEpowerHistory(body);
      if (!answer.ok) throw unreadable(answer.fault);
      // A server that ignores the range must not make us store what nobody asked for.
      return answer.days.filter(({ day }) => day >= from && day <= to);
    });
  }

  private async ask<T>(token: string, report: EpowerReport, query: string, read: (body: string) => T): Promise<T> {
    const { url, prefix, tries, firstPauseMs, random } = this.options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return read(await this.get(`${url}/${prefix}-${token}-${report}${query}`));
      } catch (error) {
        if (!(error instanceof EpowerError) || !error.passing || attempt >= tries) throw error;
      }
      await this.pause(firstPauseMs * 2 ** (attempt - 1) * (1 + random()));
    }
  }

  private async pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.stopping.signal }).catch(() => {
      throw stopped();
    });
  }

  private async get(address: string): Promise<string> {
    const { timeoutS } = this.options;
    const patience = AbortSignal.timeout(timeoutS * 1000);
    const signal = AbortSignal.any([patience, this.stopping.signal]);
    try {
      const response = await fetch(address, { signal, redirect: 'error' });
      if (!response.ok) {
        await response.body?.cancel();
        throw badStatus(response.status);
      }
      return await response.text();
    } catch (error) {
      if (error instanceof EpowerError) throw error;
      if (this.stopping.signal.aborted) throw stopped();
      throw patience.aborted ? timedOut(timeoutS) : unreachable(error);
    }
  }
}
