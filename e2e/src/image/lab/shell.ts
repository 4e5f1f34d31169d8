import { type LabNetwork } from './lab-network';
import { attempt, type CommandResult, run } from './command';

/** The team's road into a hub: SSH from the phone's address with the key that the preseed file brought. */
export class HubShell {
  constructor(
    private readonly network: LabNetwork,
    private readonly key: string,
    private readonly host = 'cydynni.local',
  ) {}

  static async makeKey(path: string): Promise<string> {
    await attempt('rm', ['-f', path, `${path}.pub`]);
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'image suite', '-f', path]);
    return (await run('cat', [`${path}.pub`])).trim();
  }

  attempt(command: string, timeoutMs = 120_000): Promise<CommandResult> {
    const options = [
      'BatchMode=yes',
      'StrictHostKeyChecking=no',
      'UserKnownHostsFile=/dev/null',
      'ConnectTimeout=20',
      'LogLevel=ERROR',
    ];
    const flags = options.flatMap((option) => ['-o', option]);
    return this.network.attemptIn('phone', 'ssh', ['-i', this.key, ...flags, `root@${this.host}`, command], timeoutMs);
  }

  /** @returns standard output. @throws Error with what the command said. */
  async run(command: string, timeoutMs?: number): Promise<string> {
    const result = await this.attempt(command, timeoutMs);
    if (result.code === 0) return result.stdout;
    throw new Error(`On the hub, ${command} ended with ${result.code}: ${result.stderr || result.stdout}`);
  }
}
