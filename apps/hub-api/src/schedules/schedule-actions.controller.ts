import { BoostRequest, PauseRequest, RowNumber, ScheduleView, SkipRequest } from '@hub/contracts';
import { Answers, Needs } from '@hub/nest-http';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CurrentPerson } from '../access/person';
import type { Session } from '../access/session.store';
import { ScheduleActions } from './schedule-actions';

/** Exceptions in one tap. */
@Controller('api/v1/schedules/:id')
export class ScheduleActionsController {
  constructor(private readonly actions: ScheduleActions) {}

  @Post('skip')
  @Needs('home.control')
  @HttpCode(200)
  @Answers('Skips the next repetition, or the one that is named', ScheduleView)
  skip(
    @Param('id', { schema: RowNumber }) id: number,
    @Body({ schema: SkipRequest }) { label }: SkipRequest,
    @CurrentPerson() person: Session,
  ): Promise<ScheduleView> {
    return this.actions.skip(id, label, person.name);
  }

  @Post('pause')
  @Needs('home.control')
  @HttpCode(200)
  @Answers('Pauses until a day, or goes on', ScheduleView)
  pause(
    @Param('id', { schema: RowNumber }) id: number,
    @Body({ schema: PauseRequest }) { until }: PauseRequest,
    @CurrentPerson() person: Session,
  ): Promise<ScheduleView> {
    return this.actions.pause(id, until, person.name);
  }

  @Post('boost')
  @Needs('home.control')
  @HttpCode(200)
  @Answers('Switches on for some minutes, then follows the plan again', ScheduleView)
  boost(
    @Param('id', { schema: RowNumber }) id: number,
    @Body({ schema: BoostRequest }) { minutes }: BoostRequest,
    @CurrentPerson() person: Session,
  ): Promise<ScheduleView> {
    return this.actions.boost(id, minutes, person.name);
  }

  @Post('off')
  @Needs('home.control')
  @HttpCode(200)
  @Answers('Switches the schedule off until it is switched on again', ScheduleView)
  off(@Param('id', { schema: RowNumber }) id: number, @CurrentPerson() person: Session): Promise<ScheduleView> {
    return this.actions.setEnabled(id, false, person.name);
  }

  @Post('on')
  @Needs('home.control')
  @HttpCode(200)
  @Answers('Switches the schedule on again', ScheduleView)
  on(@Param('id', { schema: RowNumber }) id: number, @CurrentPerson() person: Session): Promise<ScheduleView> {
    return this.actions.setEnabled(id, true, person.name);
  }

  @Post('undo')
  @Needs('home.control')
  @HttpCode(200)
  @Answers('Takes the last change back', ScheduleView)
  undo(@Param('id', { schema: RowNumber }) id: number, @CurrentPerson() person: Session): Promise<ScheduleView> {
    return this.actions.undo(id, person.name);
  }
}
