import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { EpowerClient, type EpowerClientOptions } from './epower-client';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function client(answer: RequestListener, options: Partial<EpowerClientOptions> = {}): Promise<EpowerClient> {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  return new EpowerClient({
    url: `http://127.0.0.1:${port}/rest`,
    prefix: 'cyd',
    clubToken: 'secret',
    firstPauseMs: 1,
    ...options,
  });
}
const table = (rows: unknown[][]) => `//${JSON.stringify({ COLUMNS: ['DATE'], DATA: rows })}`;

describe('asking E-power', () => {
  it('asks for the days it wants and keeps no others', async () => {
    const asked: (string | undefined)[] = [];
    const epower = await client((request, response) => {
      asked.push(request.url);
      response.end(
        table([
          ['July, 02 2017 00:00:00', 1],
          ['July, 09 2017 00:00:00', 2],
        ]),
      );
    });
    expect(await epower.memberHistory('home1', '2017-07-01', '2017-07-03')).toEqual({
      days: [{ day: '2017-07-02', wh: [1000] }],
      rejected: 0,
    });
    expect(asked).toEqual(['/rest/cyd-home1-27?dateStart=01-Jul-2017&dateEnd=03-Jul-2017']);
  });

  it('tries again after a fault that passes, and succeeds', async () => {
    const answers = [500, '<html>', '//{"COLU', 429, table([])];
    const epower = await client((_, response) => {
      const answer = answers.shift();
      if (typeof answer === 'number') response.writeHead(answer).end();
      else response.end(answer);
    });
    expect(await epower.generationHistory('2017-07-01', '2017-07-02')).toEqual({ days: [], rejected: 0 });
    expect(answers).toEqual([]);
  });

  it.each([
    ['a page for people', '<html>', 'EPOWER_HTML', 3],
    ['a cut-off answer', '//{"COLUMNS":', 'EPOWER_NOT_JSON', 3],
  ])('gives up after its tries: %s', async (_, body, code, count) => {
    let asked = 0;
    const epower = await client(
      (_request, response) => {
        asked += 1;
        response.end(body);
      },
      { tries: 3 },
    );
    await expect(epower.members()).rejects.toMatchObject({ code });
    expect(asked).toBe(count);
  });

  it('does not repeat a question that was refused', async () => {
    let asked = 0;
    const epower = await client((_, response) => {
      asked += 1;
      response.writeHead(404).end();
    });
    await expect(epower.members()).rejects.toMatchObject({ code: 'EPOWER_REFUSED' });
    expect(asked).toBe(1);
  });

  it('waits no longer than its patience, also for an answer that stops half-way', async () => {
    const epower = await client((_, response) => response.write('//{'), { timeoutS: 0.1, tries: 1 });
    await expect(epower.members()).rejects.toMatchObject({ code: 'EPOWER_TIMEOUT' });
  });

  it('gives everything up when it is stopped', async () => {
    const epower = await client(() => undefined, { firstPauseMs: 60_000 });
    const waiting = epower.members();
    epower.stop();
    await expect(waiting).rejects.toMatchObject({ code: 'EPOWER_STOPPED' });
    await expect(epower.members()).rejects.toMatchObject({ code: 'EPOWER_STOPPED' });
  });

  it('says that no one is there, without the address that holds the token', async () => {
    const epower = await client(() => undefined, { tries: 1 });
    await new Promise((resolve) => server?.close(resolve));
    const fault: unknown = await epower.members().catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'EPOWER_UNREACHABLE', message: 'E-power cannot be reached: ECONNREFUSED' });
    expect(JSON.stringify(fault) + String(fault)).not.toContain('secret');
  });

  it('waits as long as it is asked to, and asks again', async () => {
    const asked: number[] = [];
    const epower = await client((_, response) => {
      asked.push(performance.now());
      if (asked.length === 1) response.writeHead(503, { 'retry-after': '1' }).end();
      else response.end(table([]));
    });
    await epower.generationHistory('2017-07-01', '2017-07-02');
    expect((asked[1] ?? 0) - (asked[0] ?? 0)).toBeGreaterThan(900);
  });

  it('leaves a server alone that asks for longer than a round waits, also with its next questions', async () => {
    let asked = 0;
    const epower = await client((_, response) => {
      asked += 1;
      response.writeHead(429, { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() }).end();
    });
    for (const day of ['2017-07-01', '2017-07-02'])
      await expect(epower.generationHistory(day, day)).rejects.toMatchObject({ code: 'EPOWER_BUSY' });
    expect(asked).toBe(1);
  });

  it.each([
    ['by its length', true],
    ['as it comes', false],
  ])('refuses an answer that is too long, known %s', async (_, told) => {
    const epower = await client(
      (_request, response) => {
        if (told) response.setHeader('content-length', 5_000_000);
        const more = (): boolean => response.destroyed || (response.write(' '.repeat(65_536)) && more());
        response.on('drain', more);
        more();
      },
      { mostBytes: 1_000_000 },
    );
    await expect(epower.generationHistory('2017-07-01', '2017-07-02')).rejects.toMatchObject({
      code: 'EPOWER_TOO_LARGE',
    });
  });

  it('counts what it could not use', async () => {
    const epower = await client((_, response) =>
      response.end(
        table([
          ['2017-07-02', 1],
          ['July, 02 2017 00:00:00', 'x', {}],
        ]),
      ),
    );
    expect(await epower.memberHistory('home1', '2017-07-01', '2017-07-03')).toMatchObject({ rejected: 3 });
  });
});
