import { Module } from '@nestjs/common';
import { ClubSyncService } from './club-sync.service';
import { RefetchController } from './refetch.controller';

/** The half-hours of the settlement server, brought up to date here. */
@Module({ controllers: [RefetchController], providers: [ClubSyncService], exports: [ClubSyncService] })
export class SyncModule {}
