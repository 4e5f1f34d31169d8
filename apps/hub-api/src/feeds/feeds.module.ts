import { Module } from '@nestjs/common';
import { InputsModule } from '../inputs/inputs.module';
import { FeedsController } from './feeds.controller';
import { FeedsService } from './feeds.service';

@Module({ imports: [InputsModule], controllers: [FeedsController], providers: [FeedsService] })
export class FeedsModule {}
