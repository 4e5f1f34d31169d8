import { DeviceView, SshRequest } from '@hub/contracts';
import { Body, Controller, Get, Put } from '@nestjs/common';
import { Answers, Needs } from '@hub/nest-http';
import { CurrentPerson } from '../access/person';
import type { Session } from '../access/session.store';
import { DeviceService } from './device.service';

@Controller('api/v1/device')
export class DeviceController {
  constructor(private readonly device: DeviceService) {}

  @Get()
  @Needs('home.read')
  @Answers('The hub as a thing: version, SSH, temperature, card, faults', DeviceView)
  view(): Promise<DeviceView> {
    return this.device.view();
  }

  @Put('ssh')
  @Needs('system.manage', { freshPassword: true })
  @Answers('Lets in who has one of these keys, beside those of the card; none switches SSH off', DeviceView)
  setSsh(@Body({ schema: SshRequest }) request: SshRequest, @CurrentPerson() owner: Session): Promise<DeviceView> {
    return this.device.setSsh(request, owner.name);
  }
}
