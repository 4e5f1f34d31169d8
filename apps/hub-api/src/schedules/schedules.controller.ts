import {
  PowerCap,
  RowNumber,
  ScheduleHistory,
  ScheduleList,
  SchedulePreview,
  SchedulePrices,
  ScheduleRule,
  ScheduleView,
} from '@hub/contracts';
import { Answers, Needs } from '@hub/nest-http';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { CurrentPerson } from '../access/person';
import type { Session } from '../access/session.store';
import { CapService } from './cap.service';
import { SchedulesService } from './schedules.service';

@Controller('api/v1/schedules')
export class SchedulesController {
  constructor(
    private readonly schedules: SchedulesService,
    private readonly cap: CapService,
  ) {}

  @Get()
  @Needs('home.read')
  @Answers('Every schedule with its next runs, what they cost and what other times would cost', ScheduleList)
  list(): ScheduleList {
    return this.schedules.list();
  }

  @Post()
  @Needs('home.control')
  @Answers('Adds a schedule', ScheduleView)
  add(@Body({ schema: ScheduleRule }) rule: ScheduleRule, @CurrentPerson() person: Session): Promise<ScheduleView> {
    return this.schedules.add(rule, person.name);
  }

  @Post('preview')
  @Needs('home.control')
  @HttpCode(200)
  @Answers('What a rule would do, without saving it', SchedulePreview)
  preview(@Body({ schema: ScheduleRule }) rule: ScheduleRule): Promise<SchedulePreview> {
    return this.schedules.preview(rule);
  }

  @Get('prices')
  @Needs('home.read')
  @Answers('The prices that plans rest on, so that a page can preview by itself', SchedulePrices)
  current(): Promise<SchedulePrices> {
    return this.schedules.market();
  }

  @Get('cap')
  @Needs('home.read')
  @Answers('The most power that the house may take in all, as far as schedules can keep to it', PowerCap)
  capNow(): PowerCap {
    return this.cap.setting;
  }

  @Put('cap')
  @Needs('home.control')
  @Answers('Sets or removes the power cap', PowerCap)
  setCap(@Body({ schema: PowerCap }) cap: PowerCap, @CurrentPerson() person: Session): Promise<PowerCap> {
    return this.cap.set(cap, person.name);
  }

  @Get(':id')
  @Needs('home.read')
  @Answers('One schedule', ScheduleView)
  view(@Param('id', { schema: RowNumber }) id: number): ScheduleView {
    return this.schedules.view(id);
  }

  @Put(':id')
  @Needs('home.control')
  @Answers('Replaces the rule of a schedule', ScheduleView)
  change(
    @Param('id', { schema: RowNumber }) id: number,
    @Body({ schema: ScheduleRule }) rule: ScheduleRule,
    @CurrentPerson() person: Session,
  ): Promise<ScheduleView> {
    return this.schedules.change(id, rule, person.name);
  }

  @Delete(':id')
  @Needs('home.control')
  @HttpCode(204)
  remove(@Param('id', { schema: RowNumber }) id: number, @CurrentPerson() person: Session): Promise<void> {
    return this.schedules.remove(id, person.name);
  }

  @Get(':id/history')
  @Needs('home.read')
  @Answers('What was planned, what ran, and what a household changed; newest first', ScheduleHistory)
  history(@Param('id', { schema: RowNumber }) id: number): Promise<ScheduleHistory> {
    return this.schedules.history(id);
  }
}
