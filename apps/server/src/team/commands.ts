import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  FactoryHubs,
  FactoryList,
  FleetHub,
  FleetPage,
  GroupView,
  HouseholdRemoval,
  HubLog,
  IssuedClaimCode,
  ReleaseList,
  ReleaseManifest,
  ReleaseView,
  RolloutList,
  RolloutView,
} from '@hub/contracts';
import type { Command } from './command';
import type { TeamClient } from './connection';
import { hubsText, releasesText, rolloutText, tableOf, timeText } from './print';
import { KEY_COMMANDS } from './key-commands';
import { TeamError, usage } from './team-error';
import { SETTLEMENT_COMMANDS } from './settlement-commands';
import { parsePercent, parseSeconds, parseWaves } from './waves';

const DEFAULT_WAVES = '1,5%,25%,100%';

const one = (args: readonly string[], what: string): string => {
  const [given] = args;
  if (given === undefined || args.length > 1) throw usage(`${what} is wanted, and nothing else`);
  return given;
};
const two = (args: readonly string[], what: string): readonly [string, string] => {
  const [first, second] = args;
  if (first === undefined || second === undefined || args.length > 2)
    throw usage(`${what} are wanted, and nothing else`);
  return [first, second];
};
const idOf = (text: string): number => {
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text);
  throw usage(`"${text}" is no number of a rollout`);
};
const act =
  (command: string): Command =>
  async (client, args) =>
    rolloutText(
      await client.send(RolloutView, 'POST', `/rollouts/${idOf(one(args, 'the number of a rollout'))}/${command}`),
    );
const setHub = (client: TeamClient, hub: string, what: string, body: unknown): Promise<string> =>
  client.send(FleetHub, 'PUT', `/fleet/hubs/${encodeURIComponent(hub)}/${what}`, body).then((view) => hubsText([view]));
const orNull = (text: string): string | null => (text === 'none' ? null : text);

/** What `./hub rollout` can do, by its first word; each answers what is printed. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  ...KEY_COMMANDS,
  ...SETTLEMENT_COMMANDS,
  publish: async (client, args) => {
    const file = join(one(args, 'the folder of a release'), 'release.json');
    const manifest = manifestIn(file);
    await client.send(ReleaseView, 'POST', '/releases', manifest);
    const bundle = join(dirname(file), manifest.bundle.url);
    return releasesText([
      await client.upload(ReleaseView, `/releases/${encodeURIComponent(manifest.version)}/bundle`, bundle),
    ]);
  },
  releases: async (client) => releasesText((await client.get(ReleaseList, '/releases')).releases),
  create: async (client, args, options) => {
    const plan = {
      version: one(args, 'the version'),
      waves: parseWaves(options.waves ?? DEFAULT_WAVES),
      ...(options.success !== undefined && { successPercent: parsePercent(options.success, '--success') }),
      ...(options.errors !== undefined && { errorPercent: parsePercent(options.errors, '--errors') }),
      ...(options.soak !== undefined && { soakS: parseSeconds(options.soak, '--soak') }),
      ...(options.spread !== undefined && { spreadS: parseSeconds(options.spread, '--spread') }),
      urgent: options.urgent ?? false,
    };
    return rolloutText(await client.send(RolloutView, 'POST', '/rollouts', plan));
  },
  list: async (client) => {
    const { rollouts } = await client.get(RolloutList, '/rollouts');
    const rows = rollouts.map(({ id, version, state, createdAt }) => [String(id), version, state, timeText(createdAt)]);
    return tableOf(['rollout', 'version', 'state', 'created'], rows);
  },
  show: async (client, args) =>
    rolloutText(await client.get(RolloutView, `/rollouts/${idOf(one(args, 'the number of a rollout'))}`)),
  pause: act('pause'),
  resume: act('resume'),
  abort: act('abort'),
  hubs: async (client) => hubsText(await allHubs(client)),
  'add-hubs': async (client, args) => {
    const hubs = factoryHubsIn(one(args, 'a file hubs.json of ./hub flash'));
    const { listed } = await client.send(FactoryList, 'POST', '/fleet/factory-hubs', hubs);
    return `${hubs.hubs.length} hubs added; the list holds ${listed}. Only hubs of the list are linked.\n`;
  },
  log: async (client, args) => {
    const { entries } = await client.get(HubLog, `/fleet/hubs/${encodeURIComponent(one(args, 'a hub'))}/log`);
    return tableOf(
      ['when', 'what', ''],
      entries.map(({ at, event, detail }) => [timeText(at), event, detail]),
    );
  },
  target: (client, args) => {
    const [hub, version] = two(args, 'a hub and a version (or none)');
    return setHub(client, hub, 'target', { version: orNull(version) });
  },
  hold: (client, args) => setHub(client, one(args, 'a hub'), 'hold', { hold: true }),
  unhold: (client, args) => setHub(client, one(args, 'a hub'), 'hold', { hold: false }),
  group: (client, args) => {
    const [hub, group] = two(args, 'a hub and a group (or none)');
    return setHub(client, hub, 'group', { group: orNull(group) });
  },
  share: async (client, args) => {
    const [group, share] = two(args, 'a group and a share');
    const body = { percent: parsePercent(share, 'the share') };
    const { hubs } = await client.send(GroupView, 'PUT', `/fleet/groups/${encodeURIComponent(group)}`, body);
    return `${group} is ${hubs.length} hubs now:\n${hubs.map((hub) => `  ${hub}\n`).join('')}`;
  },
  'claim-code': async (client, args) => {
    const path = `/households/${encodeURIComponent(one(args, 'an MPAN'))}/claim-code`;
    return `${(await client.send(IssuedClaimCode, 'POST', path)).claimCode}\n`;
  },
  'remove-account': async (client, args, { unlink = false }) => {
    const path = `/households/${encodeURIComponent(one(args, 'an MPAN'))}/account?hubs=${unlink ? 'unlink' : 'keep'}`;
    const { unlinked } = await client.send(HouseholdRemoval, 'DELETE', path);
    return `The account is gone.\n${unlinked.map((hub) => `  ${hub} is unlinked\n`).join('')}`;
  },
};

async function allHubs(client: TeamClient): Promise<FleetHub[]> {
  const hubs: FleetHub[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: FleetPage = await client.get(FleetPage, `/fleet/hubs?limit=1000${after && `&after=${after}`}`);
    hubs.push(...page.hubs);
    after = page.next;
  }
  return hubs;
}

function factoryHubsIn(file: string): FactoryHubs {
  try {
    return FactoryHubs.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TeamError(
      'TEAM_NO_HUBS',
      `${file} lists no hubs: ${why}`,
      'Name the hubs.json of a batch of ./hub flash',
    );
  }
}

function manifestIn(file: string): ReleaseManifest {
  try {
    return ReleaseManifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TeamError(
      'TEAM_NO_RELEASE',
      `${file} describes no release: ${why}`,
      'Make one with ./hub release --publish DIR',
    );
  }
}
