import { InputList, InputLogging, InputView, ProcessListChange, ProcessListView } from '@hub/contracts';
import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import * as z from 'zod/mini';
import { Answers, AnswersNothing, Needs } from '@hub/nest-http';
import { InputsService } from './inputs.service';
import { ProcessListsService } from './process-lists.service';

const InputNumber = z.coerce.number().check(z.int(), z.positive());

@Controller('api/v1/inputs')
export class InputsController {
  constructor(
    private readonly inputs: InputsService,
    private readonly lists: ProcessListsService,
  ) {}

  @Get()
  @Needs('home.read')
  @Answers('Every input with its newest value', InputList)
  list(): InputList {
    return this.inputs.list();
  }

  @Put(':id/feed')
  @Needs('data.change')
  @Answers('Logs an input in a feed of its name from now on, or no longer', InputView)
  log(
    @Param('id', { schema: InputNumber }) id: number,
    @Body({ schema: InputLogging }) { feed }: InputLogging,
  ): Promise<InputView> {
    return this.inputs.log(id, feed);
  }

  @Delete(':id')
  @HttpCode(204)
  @Needs('data.change')
  @AnswersNothing('Takes an input away; its feed stays')
  remove(@Param('id', { schema: InputNumber }) id: number): Promise<void> {
    return this.inputs.remove(id);
  }

  @Get(':id/process-list')
  @Needs('home.read')
  @Answers('What the readings of an input go through', ProcessListView)
  processList(@Param('id', { schema: InputNumber }) id: number): ProcessListView {
    return this.lists.view(id);
  }

  @Put(':id/process-list')
  @Needs('data.change')
  @Answers('Sets what the readings of an input go through', ProcessListView)
  setProcessList(
    @Param('id', { schema: InputNumber }) id: number,
    @Body({ schema: ProcessListChange }) { steps }: ProcessListChange,
  ): Promise<ProcessListView> {
    return this.lists.set(id, steps?.map(({ process, ...rest }) => ({ key: process, ...rest })) ?? null);
  }
}
