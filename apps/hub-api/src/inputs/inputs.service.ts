import type { InputList, InputLogging, InputView } from '@hub/contracts';
import type { Database } from '@hub/adapters/hub-database';
import { ApiError } from '@hub/nest-http';
import { HttpStatus, Inject, Injectable } from '@nestjs/common';
import { FeedCatalogue } from '../feeds/feed-catalogue';
import { DATABASE } from '../ports/ports';
import { inputUnknown } from './input-unknown';
import { InputRegistry, type OpenInput } from './input-registry';
import { Registrar } from './registrar';

/** Lists inputs, logs them and takes them away. */
@Injectable()
export class InputsService {
  constructor(
    private readonly registry: InputRegistry,
    private readonly registrar: Registrar,
    private readonly catalogue: FeedCatalogue,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  list(): InputList {
    return { inputs: this.registry.all().map(viewOf) };
  }

  /**
   * Keeps what an input brings from now on in a feed of its name, or no longer (null): its feed stays.
   * @throws ApiError 404 HUB_INPUT_UNKNOWN
   */
  async log(inputId: number, logging: InputLogging['feed']): Promise<InputView> {
    const input = this.input(inputId);
    const feed = logging === null ? null : await this.feedFor(input, logging);
    await this.database.changeInput(inputId, { feedId: feed?.id ?? null });
    input.feed = feed;
    return viewOf(input);
  }

  /** @throws ApiError 404 HUB_INPUT_UNKNOWN */
  async describe(inputId: number, description: string): Promise<void> {
    const input = this.input(inputId);
    await this.database.changeInput(inputId, { description });
    input.description = description;
  }

  /** Takes an input away; its feed stays. @throws ApiError 404 HUB_INPUT_UNKNOWN */
  async remove(inputId: number): Promise<void> {
    this.input(inputId);
    await this.registrar.remove([inputId]);
  }

  /** Takes every input away that nothing is done with: no feed, no list. Returns how many. */
  async clean(): Promise<number> {
    const unused = this.registry.all().filter(({ feed, steps }) => feed === null && (steps ?? []).length === 0);
    await this.registrar.remove(unused.map(({ id }) => id));
    return unused.length;
  }

  private async feedFor(
    { node, name, account }: OpenInput,
    { unit, intervalS }: NonNullable<InputLogging['feed']>,
  ): Promise<OpenInput['feed']> {
    const [feed] = await this.catalogue.ensure([{ tag: node, name, unit, intervalS, durable: false, account }]);
    if (feed) return feed;
    throw new ApiError(
      HttpStatus.SERVICE_UNAVAILABLE,
      'HUB_FEED_NOT_OPENED',
      `No feed could be opened for ${node}/${name}.`,
      'Look at the health for what is wrong with the data partition, then try again.',
    );
  }

  private input(inputId: number): OpenInput {
    const input = this.registry.get(inputId);
    if (input) return input;
    throw inputUnknown(inputId);
  }
}

const viewOf = ({ id, node, name, last, feed }: OpenInput): InputView => ({
  id,
  node,
  name,
  time: last?.time ?? null,
  value: last?.value ?? null,
  feedId: feed?.id ?? null,
});
