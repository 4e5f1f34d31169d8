import { get } from 'node:http';

export interface SmallPageSettings {
  /** IP address of a device in the house. */
  readonly address: string;
  readonly port: number;
  readonly path: string;
}

const PATIENCE_MS = 3_000;
/** The page of a microcontroller; what is longer is another computer's. */
const MAX_BYTES = 8_192;

/** A short page of a device in the house; undefined where there is none, it is too long, or it takes too long. Follows no redirect. */
export function smallPage({ address, port, path }: SmallPageSettings): Promise<string | undefined> {
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const none = (): void => resolve(undefined);
    const request = get({ host: address, port, path, agent: false, signal }, (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('error', none);
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        chunks.push(chunk);
        if (length <= MAX_BYTES) return;
        none();
        request.destroy();
      });
      response.on('end', () =>
        resolve(response.statusCode === 200 ? Buffer.concat(chunks).toString('utf8') : undefined),
      );
      response.on('close', none);
    });
    request.on('error', none);
  });
}
