import { Module } from '@nestjs/common';
import { CatalogueModule } from '../feeds/catalogue.module';
import { HomeAssistantModule } from '../home-assistant/home-assistant.module';
import { SchedulesModule } from '../schedules/schedules.module';
import { ServerLinkModule } from '../server-link/server-link.module';
import { TariffModule } from '../tariff/tariff.module';
import { BackupParts } from './backup-parts';
import { DataBackup } from './data-backup.service';
import { DataExport } from './data-export.service';
import { HouseholdFiles } from './household-files';
import { HouseholdTables } from './household-tables';
import { Readings } from './readings';
import { Settings } from './settings';
import { YourDataController } from './your-data.controller';

@Module({
  imports: [CatalogueModule, HomeAssistantModule, SchedulesModule, ServerLinkModule, TariffModule],
  controllers: [YourDataController],
  providers: [BackupParts, DataBackup, DataExport, HouseholdFiles, HouseholdTables, Readings, Settings],
})
export class YourDataModule {}
