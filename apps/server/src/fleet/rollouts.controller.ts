import { NewRollout, RolloutList, RolloutView, RowNumber } from '@hub/contracts';
import { Answers } from '@hub/nest-http';
import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import * as z from 'zod/mini';
import { TeamOnly } from '../access/team-guard';
import { RolloutsService } from './rollouts.service';

const COMMAND = z.enum(['pause', 'resume', 'abort']);
type Command = z.infer<typeof COMMAND>;
const ID = { name: 'id', schema: { type: 'integer', minimum: 1 } } as const;

@TeamOnly('release')
@Controller('api/v1/rollouts')
export class RolloutsController {
  constructor(private readonly rollouts: RolloutsService) {}

  @Get()
  @Answers('Rollouts, newest first', RolloutList)
  list(): Promise<RolloutList> {
    return this.rollouts.list();
  }

  @Post()
  @Answers('Roll a release out in waves; one rollout at a time', RolloutView)
  create(@Body({ schema: NewRollout }) plan: NewRollout): Promise<RolloutView> {
    return this.rollouts.create(plan);
  }

  @Get(':id')
  @ApiParam(ID)
  @Answers('How a rollout stands', RolloutView)
  view(@Param('id', { schema: RowNumber }) id: number): Promise<RolloutView> {
    return this.rollouts.view(id);
  }

  @Post(':id/:command')
  @ApiParam(ID)
  @ApiParam({ name: 'command', schema: { type: 'string', enum: ['pause', 'resume', 'abort'] } })
  @HttpCode(HttpStatus.OK)
  @Answers('Pause, go on, or abort for good', RolloutView)
  command(
    @Param('id', { schema: RowNumber }) id: number,
    @Param('command', { schema: COMMAND }) command: Command,
  ): Promise<RolloutView> {
    return this.rollouts.command(id, command);
  }
}
