import { Module } from '@nestjs/common';
import { TeamKeysController } from './team-keys.controller';
import { TeamKeysService } from './team-keys.service';

@Module({ controllers: [TeamKeysController], providers: [TeamKeysService] })
export class TeamKeysModule {}
