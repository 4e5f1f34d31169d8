import { Module } from '@nestjs/common';
import { DeviceController } from './device.controller';
import { DeviceService } from './device.service';
import { FaultsService } from './faults.service';
import { SshService } from './ssh.service';

@Module({
  controllers: [DeviceController],
  providers: [DeviceService, FaultsService, SshService],
  exports: [FaultsService],
})
export class DeviceModule {}
