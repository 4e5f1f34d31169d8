import { InputList, InputLogging, InputView, ProcessListChange, ProcessListView, RowNumber } from '@hub/contracts';
import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { Answers, AnswersNothing, Needs } from '@hub/nest-http';
import { InputsService } from './inputs.service';
import { ProcessListsService } from './process-lists.service';

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
    @Param('id', { schema: RowNumber }) id: number,
    @Body({ schema: InputLogging }) { feed }: InputLogging,
  ): Promise<InputView> {
    return this.inputs.log(id, feed);
  }

  @Delete(':id')
  @HttpCode(204)
  @Needs('data.change')
  @AnswersNothing('Takes an input away; its feed stays')
  remove(@Param('id', { schema: RowNumber }) id: number): Promise<void> {
    return this.inputs.remove(id);
  }

  @Get(':id/process-list')
  @Needs('home.read')
  @Answers('What the readings of an input go through', ProcessListView)
  processList(@Param('id', { schema: RowNumber }) id: number): ProcessListView {
    return this.lists.view(id);
  }

  @Put(':id/process-list')
  @Needs('data.change')
  @Answers('Sets what the readings of an input go through', ProcessListView)
  setProcessList(
    @Param('id', { schema: RowNumber }) id: number,
    @Body({ schema: ProcessListChange }) { steps }: ProcessListChange,
  ): Promise<ProcessListView> {
    return this.lists.set(id, steps?.map(({ process, ...rest }) => ({ key: process, ...rest })) ?? null);
  }
}
