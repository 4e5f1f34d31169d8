import { Module } from '@nestjs/common';
import { InputsModule } from '../inputs/inputs.module';
import { AuthController } from './auth.controller';
import { EmoncmsController } from './emoncms.controller';
import { EmoncmsService } from './emoncms.service';
import { FeedPorts } from './feed-ports.service';
import { HubUuid } from './hub-uuid.service';
import { InputPortsService } from './input-ports.service';

@Module({
  imports: [InputsModule],
  controllers: [AuthController, EmoncmsController],
  providers: [EmoncmsService, FeedPorts, HubUuid, InputPortsService],
})
export class EmoncmsModule {}
