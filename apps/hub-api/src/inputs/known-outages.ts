import type { Broker } from '@hub/adapters/mqtt';
import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { BROKER } from '../ports/ports';
import { ProcessMemory } from './process-memory';

/** Tells processes when the broker was away: nothing could be heard meanwhile, so nothing is made up for that time. */
@Injectable()
export class KnownOutages implements OnModuleInit, OnApplicationShutdown {
  private status: Subscription | undefined;

  constructor(
    @Inject(BROKER) private readonly broker: Broker,
    private readonly memory: ProcessMemory,
  ) {}

  onModuleInit(): void {
    this.status = this.broker.status.subscribe(({ state }) => {
      if (state !== 'connected') this.memory.outage();
    });
  }

  onApplicationShutdown(): void {
    this.status?.unsubscribe();
  }
}
