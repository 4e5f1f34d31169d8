import { DeviceView, SshRequest } from '@hub/contracts';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { OwnerOnly } from '../access/owner-only';
import { Answers } from '@hub/nest-http';
import { DeviceService } from './device.service';

@Controller('api/v1/device')
export class DeviceController {
  constructor(private readonly device: DeviceService) {}

  @Get()
  @Answers('The hub as a thing: version, SSH, temperature, card, faults', DeviceView)
  view(): Promise<DeviceView> {
    return this.device.view();
  }

  @Put('ssh')
  @OwnerOnly()
  @Answers('Lets in who has one of these keys, beside those of the card; none switches SSH off', DeviceView)
  setSsh(@Body({ schema: SshRequest }) request: SshRequest): Promise<DeviceView> {
    return this.device.setSsh(request);
  }
}
