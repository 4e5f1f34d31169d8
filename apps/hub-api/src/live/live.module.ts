import { Module } from '@nestjs/common';
import { merge } from 'rxjs';
import { AccessSettingsStore } from '../access/access-settings.store';
import { SessionStore } from '../access/session.store';
import { CommunityModule } from '../community/community.module';
import { InputsModule } from '../inputs/inputs.module';
import { MeteringModule } from '../metering/metering.module';
import { LiveController } from './live.controller';
import { LiveService, SnapshotSource } from './live.service';

@Module({
  imports: [CommunityModule, InputsModule, MeteringModule],
  controllers: [LiveController],
  providers: [LiveService, SnapshotSource],
})
export class LiveModule {
  /** Whose right to look ended loses its stream; who may still look opens another by itself. */
  constructor(live: LiveService, sessions: SessionStore, settings: AccessSettingsStore) {
    merge(sessions.ended, settings.changed).subscribe(() => live.endAll());
  }
}
