import type { UpdateStatus } from '@hub/contracts';
import { eventually } from '../../support/eventually';
import { type LabNetwork } from './lab-network';
import { type HubShell } from './shell';
import { type UpdateServer } from './update-server';

/** Short waits, so that a test lasts minutes and not half an hour. Everything else is as in every household. */
const settings = (server: UpdateServer): Readonly<Record<string, string>> => ({
  HUB_OTA_TARGET_URL: server.url,
  HUB_OTA_CA_FILE: '/data/config/update-ca.pem',
  HUB_OTA_POLL_S: '10',
  HUB_OTA_LOOK_S: '2',
  HUB_OTA_SILENCE_S: '10',
  HUB_GATE_HEALTHY_S: '10',
  HUB_GATE_GIVE_UP_S: '240',
  HUB_GATE_LOOK_S: '5',
});

/** Points a hub to the lab's server, as provisioning does for a household's. */
export async function followServer(
  hub: HubShell,
  server: UpdateServer,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const lines = Object.entries({ ...settings(server), ...more }).map(([name, value]) => `${name}=${value}`);
  await hub.run(`cat >/data/config/update-ca.pem <<'END'\n${server.certificate}END\n`);
  await hub.run(`cat >/data/config/ota.env <<'END'\n${lines.join('\n')}\nEND\nsync; systemctl restart hub-ota`);
}

export async function updateStatus(hub: HubShell): Promise<UpdateStatus> {
  return JSON.parse(await hub.run('cat /run/cydynni/update.json', 30_000)) as UpdateStatus;
}

/** The agent's first word after a start. */
export const eventuallyStatus = (hub: HubShell): Promise<UpdateStatus> =>
  reaches(hub, 'the agent has spoken', () => true, 600);

/** Sectors written to each slot since the start, and the boot state: equal texts mean that nothing changed. */
export const slotsAndState = (hub: HubShell): Promise<string> =>
  hub.run(
    'for n in a b; do ' +
      "awk '{print $7}' /sys/class/block/$(basename $(readlink -f /dev/hub/$n))/stat; done; " +
      '/usr/lib/cydynni/ota/boot-state print --json',
  );

/** The slot has its attempts back: nothing changes the boot state any more. */
export async function provesItself(hub: HubShell): Promise<void> {
  const isMarked = async (): Promise<boolean> => (await hub.run('journalctl -b -u hub-health')).includes('marked good');
  await eventually('the slot is marked good', isMarked, 300_000);
}

/** The page answers at the phone. */
export async function pageAnswers(network: LabNetwork, limitS: number): Promise<void> {
  const curl = ['-fsS', '--max-time', '5', '-o', '/dev/null', 'http://cydynni.local/'];
  const answers = async (): Promise<boolean> => (await network.attemptIn('phone', 'curl', curl)).code === 0;
  await eventually('the page answers', answers, limitS * 1000);
}

/** No controlled load runs, so that the hub need not wait for a moment to restart. */
export async function noLoad(hub: HubShell): Promise<void> {
  await hub.attempt(`echo '{"running":false}' >/run/hub-api/controlled-load.json`, 30_000);
}

export async function reaches(
  hub: HubShell,
  fact: string,
  is: (status: UpdateStatus) => boolean,
  limitS: number,
): Promise<UpdateStatus> {
  let last: UpdateStatus | undefined;
  await eventually(
    fact,
    async () => {
      last = await updateStatus(hub);
      return is(last);
    },
    limitS * 1000,
  ).catch((cause: unknown) => {
    throw new Error(`The hub's last word: ${JSON.stringify(last)}`, { cause });
  });
  if (!last) throw new Error('unreachable');
  return last;
}
