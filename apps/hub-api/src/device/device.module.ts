import { Module } from '@nestjs/common';
import { CurrentFaults } from './current-faults';
import { DeviceController } from './device.controller';
import { DeviceService } from './device.service';
import { FaultsService } from './faults.service';
import { IdentityService } from './identity.service';
import { ResetService } from './reset.service';
import { SshService } from './ssh.service';

@Module({
  controllers: [DeviceController],
  providers: [CurrentFaults, DeviceService, FaultsService, IdentityService, ResetService, SshService],
  exports: [CurrentFaults, FaultsService, IdentityService],
})
export class DeviceModule {}
