import { expect, it } from 'vitest';
import { ownHosts } from './own-hosts';

const broker = { url: 'mqtts://127.0.0.1:8883', hubUrl: 'mqtts://club.example:8883' };

it.each([
  [{ tls: { hosts: ['club.example', '10.0.0.1'] }, broker: undefined }, ['club.example', '10.0.0.1']],
  [{ tls: { hosts: ['club.example'] }, broker }, ['club.example', '127.0.0.1']],
  [
    { tls: { certFile: 'c', keyFile: 'k', trustFile: undefined }, broker },
    ['cydynni-server', '127.0.0.1', 'club.example'],
  ],
  [{ tls: undefined, broker: { url: 'mqtts://[::1]:8883', hubUrl: 'mqtts://[::1]:8883' } }, ['cydynni-server', '::1']],
])('names %j', (config, hosts) => {
  expect(ownHosts(config)).toEqual(hosts);
});
