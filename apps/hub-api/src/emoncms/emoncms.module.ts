import { Module } from '@nestjs/common';
import { InputsModule } from '../inputs/inputs.module';
import { DirectoryService } from './directory.service';
import { EmoncmsController } from './emoncms.controller';
import { EmoncmsService } from './emoncms.service';
import { InputDirectory } from './input-directory.service';

@Module({
  imports: [InputsModule],
  controllers: [EmoncmsController],
  providers: [DirectoryService, EmoncmsService, InputDirectory],
})
export class EmoncmsModule {}
