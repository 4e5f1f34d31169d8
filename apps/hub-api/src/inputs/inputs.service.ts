import type { InputList } from '@hub/contracts';
import { Injectable } from '@nestjs/common';
import { InputRegistry } from './input-registry';

@Injectable()
export class InputsService {
  constructor(private readonly registry: InputRegistry) {}

  list(): InputList {
    const inputs = this.registry.all().map(({ id, node, name, last, feed }) => ({
      id,
      node,
      name,
      time: last?.time ?? null,
      value: last?.value ?? null,
      feedId: feed.id,
    }));
    return { inputs };
  }
}
