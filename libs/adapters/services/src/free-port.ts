import { createServer } from 'node:net';

/** Ports that this process was told: the system may name one twice, before anything listens there. */
const told = new Set<number>();

/** A TCP port no one listens on now, or `wanted` itself when that one is free. Another process may still take it. */
export async function freePort(host = '127.0.0.1', wanted = 0): Promise<number> {
  const port = await bind(host, wanted);
  if (port === undefined || (wanted === 0 && told.has(port))) return freePort(host, 0);
  told.add(port);
  return port;
}

function bind(host: string, port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => (port === 0 ? reject(error) : resolve(undefined)));
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
