import { type ChildProcess } from 'node:child_process';
import { type LabNetwork } from './lab-network';

/** Asks for the page about every second and says when it came; a name that is not found is no answer either. */
const ASK = `while :; do
  curl -fsS --max-time 3 -o /dev/null http://cydynni.local/ 2>/dev/null && date +%s%3N
  sleep 1
done`;

/** Somebody at the phone who opens the page again and again, and notes when it answered. */
export class PageWatch {
  private readonly answeredAt: number[] = [];
  private readonly asking: ChildProcess;

  constructor(network: LabNetwork) {
    this.asking = network.spawnIn('phone', 'sh', ['-c', ASK]);
    let torn = '';
    this.asking.stdout?.on('data', (chunk: Buffer) => {
      const lines = (torn + chunk.toString()).split('\n');
      torn = lines.pop() ?? '';
      this.answeredAt.push(...lines.map(Number));
    });
  }

  /** The page answered after this moment (milliseconds). */
  answeredSince(momentMs: number): boolean {
    return (this.answeredAt.at(-1) ?? 0) > momentMs;
  }

  /** When it first answered after this moment. */
  firstAnswerAfter(momentMs: number): number | undefined {
    return this.answeredAt.find((at) => at > momentMs);
  }

  /** The longest time between two answers, in seconds. */
  longestSilenceS(): number {
    const gapsMs = this.answeredAt.slice(1).map((at, index) => at - (this.answeredAt[index] ?? at));
    return Math.max(0, ...gapsMs) / 1000;
  }

  stop(): void {
    this.asking.kill();
  }
}
