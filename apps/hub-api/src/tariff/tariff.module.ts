import { Module } from '@nestjs/common';
import { ServerLinkModule } from '../server-link/server-link.module';
import { TariffController } from './tariff.controller';
import { TariffService } from './tariff.service';
import { TariffStore } from './tariff.store';

@Module({
  imports: [ServerLinkModule],
  controllers: [TariffController],
  providers: [TariffService, TariffStore],
  exports: [TariffService],
})
export class TariffModule {}
