import { Module } from '@nestjs/common';
import { InputsModule } from '../inputs/inputs.module';
import { ApiKeysController } from './api-keys.controller';
import { ApiKeysService } from './api-keys.service';
import { DirectoryService } from './directory.service';
import { EmoncmsController } from './emoncms.controller';
import { EmoncmsService } from './emoncms.service';
import { InputDirectory } from './input-directory.service';

@Module({
  imports: [InputsModule],
  controllers: [ApiKeysController, EmoncmsController],
  providers: [ApiKeysService, DirectoryService, EmoncmsService, InputDirectory],
})
export class EmoncmsModule {}
