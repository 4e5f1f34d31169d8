import { join } from 'node:path';
import { authorityDirOf, type ClubSite, hubBrokerSpec, type ServerSpec, type Services } from '@hub/adapters/services';
import { type Layout } from './hub-process';

const MEMBERS = 30;
/** What the server is called at its broker. */
const SERVER_NAME = 'cydynni-server';
/** The household that this computer's hub belongs to: the first of the simulated club. */
export const DEMO_MPAN = '2300000000000';

/** The club began at New Year three years ago: the same day at every start, so that its history stays what it was. */
const firstDay = (): string => `${new Date().getUTCFullYear() - 3}-01-01`;

export interface CommunityPorts {
  readonly epower: number;
  readonly server: number;
  readonly broker: number;
}

export const communityDir = ({ state }: Layout): string => join(state, 'server');
export const communityUrl = ({ server }: CommunityPorts): string => `https://localhost:${server}`;

/** The demo club: its server and its settlement server, on the private services. */
export const demoClub = (layout: Layout, { database }: Services, ports: CommunityPorts): ClubSite => ({
  root: layout.root,
  dir: communityDir(layout),
  ports,
  database,
  firstDay: firstDay(),
  members: MEMBERS,
});

/** How to run the broker between the community server and its hubs, once the server has made its certificates. */
export const hubsBrokerSpec = (layout: Layout, site: ClubSite, port: number): ServerSpec => ({
  ...hubBrokerSpec({
    dir: join(site.dir, 'broker'),
    host: '127.0.0.1',
    port,
    authorityDir: authorityDirOf(site),
    serverName: SERVER_NAME,
  }),
  logFile: join(layout.state, 'log/hub-broker.log'),
});
