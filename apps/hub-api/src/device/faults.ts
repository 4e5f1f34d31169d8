import { type DeviceView, PreseedView, ProblemView } from '@hub/contracts';
import * as z from 'zod/mini';

type Known = readonly [message: string, action: string];

/** Faults from before Linux ran, by the name of their file. */
const KNOWN: Readonly<Record<string, Known>> = {
  'data-lost': [
    'The part of the card that keeps readings and settings cannot be used. The hub runs, and forgets everything when it stops.',
    'Start the hub again. If this stays, the card is worn out: replace it, and claim the hub again.',
  ],
  'data-repaired': [
    'The part of the card that keeps readings and settings had to be repaired after a power cut.',
    'Nothing to do. If it happens again and again, replace the card.',
  ],
  'database-repaired': [
    'A power cut had damaged a small file of the database. It was made again; settings and accounts are as before.',
    'Nothing to do. If it happens again and again, replace the card.',
  ],
  'database-lost': [
    'The database, which holds settings and accounts, is damaged and cannot start. Readings are kept all the same.',
    'Start the hub again. If this stays, write the card again with the newest image, and claim the hub again.',
  ],
  'factory-reset': [
    'The factory reset was not finished: data of the household before may still be on the card.',
    'Start the hub again. If this stays, write the card again with the newest image.',
  ],
  rescue: [
    'Neither system on the card started as it should, so this one was started as a last resort.',
    'After several power cuts in a row, start the hub once more; if this stays, look for an update, or write the card again.',
  ],
  'boot-state': [
    'The note on which system to start was unreadable and was made again.',
    'Nothing to do. If it happens again, replace the card.',
  ],
};
const LONGEST = 300;

/** A fault as the start of the system left it: the name of the file is its code, the text what happened. */
export function startFault(name: string, text: string): ProblemView | undefined {
  if (!/^[a-z0-9-]{1,40}$/.test(name)) return undefined;
  const [message, action] = KNOWN[name] ?? [
    text.trim().slice(0, LONGEST) || name,
    'Start the hub again; if it stays, report this text.',
  ];
  return { code: name.toUpperCase().replaceAll('-', '_'), message, action };
}

/** Under this share of the card nothing is lost yet, and there is time to act. */
const LOW_SHARE = 0.1;

/** Said well before the card is full: then readings stop being kept, and only the database has a reserve. Bytes. */
export function storageFault(storage: DeviceView['storage']): ProblemView | undefined {
  if (!storage || storage.freeBytes >= storage.totalBytes * LOW_SHARE) return undefined;
  const freeMB = Math.floor(storage.freeBytes / 1_000_000);
  return {
    code: 'CARD_ALMOST_FULL',
    message: `The card is almost full: ${freeMB} MB are free for readings.`,
    action: 'Delete inputs and feeds that are not needed, or use a larger card.',
  };
}

const Carrier = z.object({
  fault: z.optional(z.unknown()),
  faults: z.optional(z.array(z.unknown())),
  steps: z.optional(z.array(z.object({ error: z.optional(z.unknown()) }))),
});

/**
 * Faults in what a service says of itself: `fault`, each of `faults`, the `error` of each of `steps`, where they have code,
 * message and action. A rejected preseed file is one too.
 */
export function statusFaults(text: string): readonly ProblemView[] {
  const json = parseJson(text);
  const preseed = z.safeParse(PreseedView, json);
  if (preseed.success) return preseed.data.state === 'rejected' ? [preseedFault(preseed.data)] : [];
  const carrier = z.safeParse(Carrier, json);
  if (!carrier.success) return [];
  const { fault, faults = [], steps = [] } = carrier.data;
  return [fault, ...faults, ...steps.map(({ error }) => error)].flatMap((candidate) => {
    const problem = z.safeParse(ProblemView, candidate);
    return problem.success ? [problem.data] : [];
  });
}

function preseedFault({ faults }: PreseedView): ProblemView {
  const list = faults.map(({ line, key, message }) => {
    const place = [line === null ? '' : `line ${line}`, key].filter((part) => part !== '').join(', ');
    return place === '' ? message : `${place}: ${message}`;
  });
  return {
    code: 'PRESEED_REJECTED',
    message: `Nothing of cydynni.toml on the card was used: ${list.join('; ')}`.slice(0, 2 * LONGEST),
    action: 'Mend the file on the card and start the hub again, or set it up on this page.',
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
