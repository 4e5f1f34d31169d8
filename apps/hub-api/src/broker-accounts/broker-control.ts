import { randomUUID } from 'node:crypto';
import { type BrokerCommand, CONTROL_ANSWERS, CONTROL_TOPIC } from '@hub/adapters/mosquitto';
import type { Broker } from '@hub/adapters/mqtt';
import * as z from 'zod/mini';

const Answers = z.object({
  responses: z.array(
    z.object({
      command: z.string(),
      error: z.optional(z.string()),
      correlationData: z.optional(z.string()),
      data: z.optional(z.object({ clients: z.optional(z.array(z.string())) })),
    }),
  ),
});
export type BrokerAnswer = z.infer<typeof Answers>['responses'][number];

const WAIT_MS = 10_000;

/** Gives commands to the broker's plugin and finds their answers among those to others. */
export class BrokerControl {
  private readonly waiting = new Map<string, (answers: readonly BrokerAnswer[]) => void>();
  private listens: Promise<void> | undefined;

  constructor(private readonly broker: Broker) {}

  /** @throws BrokerError HUB_BROKER_AWAY; an error without an answer in 10 s */
  async run(commands: readonly BrokerCommand[]): Promise<readonly BrokerAnswer[]> {
    this.listens ??= this.broker.subscribe(CONTROL_ANSWERS, ({ payload }) => this.take(payload)).granted;
    await withinTime(this.listens);
    const correlationData = randomUUID();
    const answer = new Promise<readonly BrokerAnswer[]>((resolve) => this.waiting.set(correlationData, resolve));
    try {
      const marked = commands.map((command) => ({ ...command, correlationData }));
      await this.broker.publish(CONTROL_TOPIC, JSON.stringify({ commands: marked }));
      return await withinTime(answer);
    } finally {
      this.waiting.delete(correlationData);
    }
  }

  private take(payload: Buffer): void {
    const { responses } = Answers.parse(JSON.parse(payload.toString('utf8')));
    this.waiting.get(responses[0]?.correlationData ?? '')?.(responses);
  }
}

function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the broker did not answer')), WAIT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
