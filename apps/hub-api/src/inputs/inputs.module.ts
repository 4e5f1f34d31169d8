import { Module } from '@nestjs/common';
import { CatalogueModule } from '../feeds/catalogue.module';
import { CacheMirror } from './cache-mirror';
import { IngestCounters } from './ingest-counters';
import { IngestService } from './ingest.service';
import { InputRegistry } from './input-registry';
import { InputsMessagesController } from './inputs-messages.controller';
import { InputsController } from './inputs.controller';
import { InputsService } from './inputs.service';
import { KnownOutages } from './known-outages';
import { PointWriter } from './point-writer';
import { ProcessListsService } from './process-lists.service';
import { ProcessMemory } from './process-memory';
import { ProcessRunner } from './process-runner';
import { Registrar } from './registrar';

@Module({
  imports: [CatalogueModule],
  controllers: [InputsController, InputsMessagesController],
  providers: [
    CacheMirror,
    IngestCounters,
    IngestService,
    InputRegistry,
    InputsService,
    KnownOutages,
    PointWriter,
    ProcessListsService,
    ProcessMemory,
    ProcessRunner,
    Registrar,
  ],
  exports: [
    CatalogueModule,
    IngestCounters,
    IngestService,
    InputRegistry,
    InputsService,
    PointWriter,
    ProcessListsService,
    ProcessMemory,
    Registrar,
  ],
})
export class InputsModule {}
