import { createServer } from 'node:net';

/** A TCP port no one listens on now, or `wanted` itself when that one is free. Another process may still take it. */
export async function freePort(host = '127.0.0.1', wanted = 0): Promise<number> {
  const port = await bind(host, wanted);
  return port ?? freePort(host, 0);
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
