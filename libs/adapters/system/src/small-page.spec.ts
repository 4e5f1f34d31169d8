import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { smallPage } from './small-page';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
});

async function page(listener: RequestListener): Promise<string | undefined> {
  const made = createServer(listener);
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return smallPage({ address: '127.0.0.1', port: (made.address() as AddressInfo).port, path: '/config' });
}

it('reads the page', async () => {
  expect(await page(({ url }, response) => response.end(`this is ${url}`))).toBe('this is /config');
});

it.each<[string, RequestListener]>([
  ['too long', (_, response) => response.end('x'.repeat(8_193))],
  ['without end', (_, response) => void response.write('x'.repeat(100_000))],
  ['not found', (_, response) => response.writeHead(404).end('x')],
  ['elsewhere', (_, response) => response.writeHead(302, { location: '/other' }).end()],
  [
    'cut off',
    (_, response) => void response.writeHead(200, { 'content-length': 9 }).write('x', () => response.destroy()),
  ],
  ['never there', () => undefined],
])('has nothing of a page that is %s', async (_, listener) => {
  expect(await page(listener)).toBeUndefined();
});

it('has nothing where no one listens', async () => {
  expect(await smallPage({ address: '127.0.0.1', port: 1, path: '/' })).toBeUndefined();
});
