import {
  ControlRequest,
  DeviceAccess,
  DeviceEnergy,
  DeviceEnergyQuery,
  DeviceNaming,
  DeviceRequest,
  DeviceTypeList,
  FoundDeviceList,
  HouseholdDevice,
  HouseholdDeviceList,
  RowNumber,
} from '@hub/contracts';
import { Answers, Needs } from '@hub/nest-http';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  type MessageEvent,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Sse,
} from '@nestjs/common';
import type { Observable } from 'rxjs';
import { CurrentPerson } from '../access/person';
import type { Session } from '../access/session.store';
import { DeviceActions } from './device-actions';
import { DeviceEnergyService } from './device-energy.service';
import { DevicesLiveService } from './devices-live.service';
import { DevicesService } from './devices.service';

const MAX_UNREAD_CHARACTERS = 262_144;

@Controller('api/v1/devices')
export class DevicesController {
  constructor(
    private readonly devices: DevicesService,
    private readonly actions: DeviceActions,
    private readonly live: DevicesLiveService,
    private readonly energies: DeviceEnergyService,
  ) {}

  @Get()
  @Needs('home.read')
  @Answers('Every device of the household, and how it is', HouseholdDeviceList)
  list(): HouseholdDeviceList {
    return this.devices.list();
  }

  @Get('types')
  @Needs('home.read')
  @Answers('Types of devices, and what their own pages ask for', DeviceTypeList)
  types(): DeviceTypeList {
    return this.devices.types();
  }

  @Sse('live', { maxPendingDataLength: MAX_UNREAD_CHARACTERS })
  @Needs('home.read')
  @Answers('Server-sent events of type `devices`; the data of each is this', HouseholdDeviceList, {
    contentType: 'text/event-stream',
  })
  stream(): Observable<MessageEvent> {
    return this.live.open();
  }

  @Post()
  @Needs('home.control')
  @Answers('Adds a device with an account of its own; the password is shown this once', DeviceAccess)
  add(
    @Body({ schema: DeviceRequest }) request: DeviceRequest,
    @CurrentPerson() person: Session,
  ): Promise<DeviceAccess> {
    return this.actions.add(request, person.name);
  }

  @Get(':id')
  @Needs('home.read')
  @Answers('A device', HouseholdDevice)
  one(@Param('id', { schema: RowNumber }) id: number): HouseholdDevice {
    return this.devices.one(id);
  }

  @Patch(':id')
  @Needs('home.control')
  @Answers('Gives a device another name or room', HouseholdDevice)
  rename(
    @Param('id', { schema: RowNumber }) id: number,
    @Body({ schema: DeviceNaming }) naming: DeviceNaming,
    @CurrentPerson() person: Session,
  ): Promise<HouseholdDevice> {
    return this.actions.rename(id, naming, person.name);
  }

  @Put(':id/control')
  @Needs('home.control')
  @Answers('Switches a device on or off, or lets its schedule decide', HouseholdDevice)
  setControl(
    @Param('id', { schema: RowNumber }) id: number,
    @Body({ schema: ControlRequest }) request: ControlRequest,
    @CurrentPerson() person: Session,
  ): Promise<HouseholdDevice> {
    return this.actions.setControl(id, request, person.name);
  }

  @Get(':id/found')
  @Needs('home.read')
  @Answers('What a bridge says is behind it', FoundDeviceList)
  found(@Param('id', { schema: RowNumber }) id: number): FoundDeviceList {
    return this.devices.found(id);
  }

  @Get(':id/energy')
  @Needs('home.read')
  @Answers('What a device used on a day, or on each day of a month', DeviceEnergy)
  energy(
    @Param('id', { schema: RowNumber }) id: number,
    @Query({ schema: DeviceEnergyQuery }) query: DeviceEnergyQuery,
  ): Promise<DeviceEnergy> {
    return this.energies.of(id, query);
  }

  @Delete(':id')
  @Needs('home.control')
  @HttpCode(204)
  forget(@Param('id', { schema: RowNumber }) id: number, @CurrentPerson() person: Session): Promise<void> {
    return this.actions.forget(id, person.name);
  }
}
