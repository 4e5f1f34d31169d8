import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { communityDir } from './community-process';
import { demoLogin, settleDemo } from './demo';
import { demoHousehold } from './household';
import type { Layout } from './hub-process';
import type { Stack } from './stack';

export interface Telling {
  readonly layout: Layout;
  /** The hub stays as it is delivered. */
  readonly fresh: boolean;
  readonly say: (line: string) => void;
  readonly stop: AbortSignal;
}

/**
 * Tells where the club's server is and how the demo household gets in, once that is known: the first start takes a while to know
 * the members.
 */
export async function tellOfClub(stack: Stack, telling: Telling): Promise<void> {
  const { layout, fresh, stop } = telling;
  if (!stack.community) return;
  const { url, env } = stack.community;
  tell(`Its club's server runs at ${url} (its certificate is of an authority of its own).`);
  const household = await demoHousehold(layout, env, stop);
  if (!household) return;
  const { claimCode } = household;
  if (!fresh) await tellOfDemo(stack, url, claimCode, telling).catch((cause: unknown) => giveUp(cause, stop));
  else if (claimCode) tell(`The demo household makes its account at ${url}/#claim=${claimCode}.`);
  else tell('The demo household has its account; link the hub to it in Setup.');
}

async function tellOfDemo(
  { addresses: [address = ''], unit }: Stack,
  url: string,
  claimCode: string | undefined,
  { layout, say, stop }: Telling,
): Promise<void> {
  const login = demoLogin(layout);
  const ca = readFileSync(join(communityDir(layout), 'authority/ca.pem'));
  await settleDemo({ address, claimCode: unit.claimCode, login }, { url, ca, claimCode }, say, stop);
  tell(`\nOpen ${address} and sign in as ${login.name} with the password ${login.password}.`);
  tell(`At the club's page the household is ${login.email}, with the same password.`);
}

function giveUp(cause: unknown, stop: AbortSignal): void {
  if (stop.aborted) return;
  const why = cause instanceof Error ? cause.message : String(cause);
  tell(`The demo household could not be set up (${why}). Do it on the page, or begin with another --state.`);
}

const tell = (line: string): void => void process.stdout.write(`${line}\n`);
