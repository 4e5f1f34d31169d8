import { Module } from '@nestjs/common';
import { CatalogueModule } from './catalogue.module';
import { FeedsController } from './feeds.controller';
import { FeedsService } from './feeds.service';

@Module({ imports: [CatalogueModule], controllers: [FeedsController], providers: [FeedsService] })
export class FeedsModule {}
