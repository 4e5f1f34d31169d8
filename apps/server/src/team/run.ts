import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { RolloutView } from '@hub/contracts';
import { COMMANDS } from './commands';
import { connectionOf, TeamClient } from './connection';
import { rolloutText } from './print';
import { usage } from './team-error';

export const HELP = `./hub rollout and ./hub team are one command: releases in waves, tariffs, settled readings, households

  ./hub rollout publish DIR               send a release that ./hub release --publish DIR made
  ./hub rollout releases                  list the releases
  ./hub rollout create VERSION [--waves 1,5%,25%,100%] [--success 90%] [--errors 5%] [--soak 1h] [--spread 0] [--urgent]
                                          roll a release out. A wave is a number of hubs, a share of the fleet (with the
                                          waves before it) or group:NAME. The next one opens when --success of it is done
                                          and --soak is over; more than --errors failed pauses it. --spread: the hubs of
                                          a wave begin spread over this time
  ./hub rollout list                      list the rollouts
  ./hub rollout show ID                   how a rollout stands
  ./hub rollout watch ID                  the same whenever it changes, until it ends
  ./hub rollout pause|resume|abort ID
  ./hub rollout hubs                      list the hubs
  ./hub team add-hubs FILE                add the hubs of a batch (hubs.json of ./hub flash); only listed hubs are linked then
  ./hub rollout log HUB                   what happened to a hub
  ./hub rollout target HUB VERSION|none   one hub to one version, an older one too; none gives it back to the rollouts
  ./hub rollout hold|unhold HUB           a held hub stays as it is
  ./hub rollout group HUB NAME|none       put a hub into a group
  ./hub rollout share NAME PERCENT        make a group this share of the fleet, chosen by chance
  ./hub rollout claim-code MPAN           a new claim code for a household without an account; an older one ends
  ./hub rollout remove-account MPAN [--unlink]
                                          end a household's account, with --unlink also the links of its hubs. Who forgot
                                          the password then gets a claim code: history and hubs are there again

  ./hub team tariffs                      list the tariffs of the club, past and to come
  ./hub team set-tariff FILE [--correct]  enter the tariff that a JSON file describes, from the day on that it names;
                                          --correct: replace one that bills were made by
  ./hub team remove-tariff DAY            take a tariff back that has not held yet
  ./hub team fetch-again DAY [DAY]        fetch these days from the settlement server again, of everyone

  ./hub team keys                         list the team's keys with what they open
  ./hub team add-key NAME SCOPE[,SCOPE]   a new key, shown this once: view, members, tariffs, release, fleet, keys
  ./hub team revoke-key KEY               a key opens nothing from now on
  ./hub team audit [NUMBER]               who changed what, newest first

  --server URL  --key-file FILE  --ca-file FILE
       the server, a key of the team (node main.mjs --issue-team-key NAME, on the server), and what to trust; or
       HUB_TEAM_SERVER, HUB_TEAM_KEY_FILE, HUB_TEAM_CA_FILE; else the server that ./hub up runs here
`;

export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder of the server that `./hub up` runs. */
  readonly local: string;
  readonly print: (text: string) => void;
}

const LOOK_MS = 2000;
const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const OPTIONS = {
  ...{ waves: text, success: text, errors: text, soak: text, spread: text, urgent: flag, unlink: flag, correct: flag },
  ...{ server: text, 'key-file': text, 'ca-file': text, help: flag },
};

/** Does what the command line says. @throws TeamError */
export async function run(args: readonly string[], { environment, local, print }: Surroundings): Promise<void> {
  const { values, positionals } = parse(args);
  const [name, ...rest] = positionals;
  if (values.help === true || name === undefined || name === 'help') {
    print(HELP);
    return;
  }
  const command = COMMANDS[name];
  if (command === undefined && name !== 'watch') throw usage(`there is no command "${name}"`);
  const client = new TeamClient(connectionOf(values, environment, local));
  if (command) print(await command(client, rest, values));
  else await watch(client, rest[0] ?? '', print);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}

async function watch(client: TeamClient, id: string, print: (text: string) => void): Promise<void> {
  if (!/^[1-9]\d*$/.test(id)) throw usage(`"${id}" is no number of a rollout`);
  let shown = '';
  for (;;) {
    const view = await client.get(RolloutView, `/rollouts/${id}`);
    const now = rolloutText(view);
    if (now !== shown) print(`${shown && '\n'}${now}`);
    if (view.state === 'finished' || view.state === 'aborted') return;
    shown = now;
    await delay(LOOK_MS);
  }
}
