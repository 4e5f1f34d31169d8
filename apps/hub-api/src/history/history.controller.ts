import { SetupView } from '@hub/contracts';
import { Controller, HttpCode, Post } from '@nestjs/common';
import { Answers, Needs } from '@hub/nest-http';
import { SetupViewService } from '../setup/setup-view.service';
import { HistoryTimer } from './history-timer.service';

@Controller('api/v1/setup/history')
export class HistoryController {
  constructor(
    private readonly timer: HistoryTimer,
    private readonly setup: SetupViewService,
  ) {}

  @Post()
  @HttpCode(202)
  @Needs('data.change')
  @Answers('Compares the whole history with the server again', SetupView)
  async again(): Promise<SetupView> {
    await this.timer.verify();
    return this.setup.now();
  }
}
