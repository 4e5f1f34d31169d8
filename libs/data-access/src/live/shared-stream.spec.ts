import { describe, expect, it } from 'vitest';
import { type StreamListener } from './stream-listener';
import { openSharedStream, type TabMessage } from './shared-stream';

/** A browser with tabs: a clock, a channel between them, and the streams they have open. */
class FakeBrowser {
  private readonly tabs = new Map<number, (message: TabMessage) => void>();
  private readonly timers = new Set<{ readonly dueMs: number; readonly run: () => void }>();
  readonly streams = new Map<number, StreamListener>();
  private nowMs = 0;
  private takenMs = -Infinity;

  /** Opens the page in a new tab, which draws these numbers one after the other. */
  open(tab: number, ...numbers: number[]) {
    const heard: string[] = [];
    const close = openSharedStream(
      {
        open: (listener) => {
          this.streams.set(tab, listener);
          return () => void this.streams.delete(tab);
        },
        join: (hear) => {
          this.tabs.set(tab, hear);
          const post = (message: TabMessage) => {
            for (const [other, tell] of [...this.tabs]) if (other !== tab) tell(message);
          };
          return { post, leave: () => void this.tabs.delete(tab) };
        },
        after: (delayMs, run) => {
          const timer = { dueMs: this.nowMs + delayMs, run };
          this.timers.add(timer);
          return () => void this.timers.delete(timer);
        },
        random: () => numbers.shift() ?? 0.5,
        isTaken: () => this.nowMs - this.takenMs < 12_000,
        take: () => (this.takenMs = this.nowMs),
        release: () => (this.takenMs = -Infinity),
      },
      { heard: (text) => heard.push(text), failed: () => heard.push('failed') },
    );
    return { heard, close };
  }

  pass(ms: number): void {
    this.nowMs += ms;
    for (const timer of [...this.timers].filter(({ dueMs }) => dueMs <= this.nowMs)) {
      this.timers.delete(timer);
      timer.run();
    }
  }

  say(text: string): void {
    for (const listener of [...this.streams.values()]) listener.heard(text);
  }
}

describe('openSharedStream', () => {
  it('opens one stream for eight tabs, and each hears everything', () => {
    const browser = new FakeBrowser();
    const first = browser.open(0, 0.1);
    browser.say('one');
    const others = [1, 2, 3, 4, 5, 6, 7].map((tab) => browser.open(tab, 0.2 + tab / 100));
    expect(others.map(({ heard }) => heard.at(-1))).toEqual(others.map(() => 'one'));
    browser.pass(5_000);
    browser.say('two');
    expect([...browser.streams.keys()]).toEqual([0]);
    for (const { heard } of [first, ...others]) expect(heard.slice(-2)).toEqual(['one', 'two']);
  });

  it('begins at once when no other tab has the stream', () => {
    const browser = new FakeBrowser();
    browser.open(0);
    expect(browser.streams.size).toBe(1);
  });

  it('hands the stream over when its tab goes', () => {
    const browser = new FakeBrowser();
    const first = browser.open(0, 0.1);
    browser.say('one');
    const second = browser.open(1, 0.2, 0.9, 0.9);
    const third = browser.open(2, 0.3, 0.2, 0.2);
    first.close();
    expect(browser.streams.size).toBe(0);
    // The third waits less, and takes it.
    browser.pass(200);
    browser.say('two');
    browser.pass(1_000);
    browser.say('three');
    expect([...browser.streams.keys()]).toEqual([2]);
    expect([second.heard, third.heard].map((heard) => heard.slice(-2))).toEqual([
      ['two', 'three'],
      ['two', 'three'],
    ]);
  });

  it('takes over from a tab that is gone without a word', () => {
    const browser = new FakeBrowser();
    browser.open(0, 0.1);
    browser.say('one');
    browser.streams.clear();
    browser.pass(13_000);
    browser.open(1, 0.2);
    expect([...browser.streams.keys()]).toEqual([1]);
  });

  it('ends with one stream when two tabs take it at the same moment', () => {
    const browser = new FakeBrowser();
    browser.open(0, 0.7);
    browser.pass(13_000);
    const second = browser.open(1, 0.3);
    expect(browser.streams.size).toBe(2);
    browser.say('one');
    browser.say('two');
    expect([...browser.streams.keys()]).toEqual([1]);
    expect(second.heard.slice(-1)).toEqual(['two']);
  });

  it('tells every tab when the stream fails', () => {
    const browser = new FakeBrowser();
    const first = browser.open(0, 0.1);
    browser.say('one');
    const second = browser.open(1, 0.2);
    browser.streams.get(0)?.failed();
    expect([first.heard.at(-1), second.heard.at(-1)]).toEqual(['failed', 'failed']);
  });
});
