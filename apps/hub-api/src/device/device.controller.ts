import { DeviceView, ResetRequest, ResetView, SshRequest } from '@hub/contracts';
import { Body, Controller, Get, HttpCode, Post, Put } from '@nestjs/common';
import { Answers, Needs } from '@hub/nest-http';
import { CurrentPerson } from '../access/person';
import type { Session } from '../access/session.store';
import { DeviceService } from './device.service';
import { ResetService } from './reset.service';

@Controller('api/v1/device')
export class DeviceController {
  constructor(
    private readonly device: DeviceService,
    private readonly reset: ResetService,
  ) {}

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

  @Get('reset')
  @Needs('home.read')
  @Answers('Whether the hub can be reset from here, and whether the last reset still erases', ResetView)
  viewReset(): Promise<ResetView> {
    return this.reset.view();
  }

  @Post('reset')
  @HttpCode(202)
  @Needs('system.manage', { freshPassword: true })
  @Answers('Starts the hub again without anything of this household', ResetView)
  askReset(@Body({ schema: ResetRequest }) _: ResetRequest, @CurrentPerson() owner: Session): Promise<ResetView> {
    return this.reset.ask(owner.name);
  }
}
