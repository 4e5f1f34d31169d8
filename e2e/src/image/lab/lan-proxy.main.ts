import { connect, createServer } from 'node:net';

/* `node lan-proxy.main.ts SOCKET HOST PORT`: what knocks at this address of the lab network goes on to a socket of this computer. */

const [socket = '', host = '', port = ''] = process.argv.slice(2);

createServer((outside) => {
  const inside = connect(socket);
  for (const end of [outside, inside]) end.on('error', () => undefined);
  outside.on('close', () => inside.destroy());
  inside.on('close', () => outside.destroy());
  outside.pipe(inside).pipe(outside);
}).listen(Number(port), host);
