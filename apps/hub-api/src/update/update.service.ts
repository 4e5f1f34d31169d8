import type { UpdateView } from '@hub/contracts';
import { HttpStatus, Injectable } from '@nestjs/common';
import { ApiError } from '@hub/nest-http';
import { UpdateFiles } from './update-files';
import { updateView } from './update-view';

@Injectable()
export class UpdateService {
  constructor(private readonly files: UpdateFiles) {}

  async view(): Promise<UpdateView> {
    return updateView(...(await Promise.all([this.files.status(), this.files.offline()])));
  }

  /** Someone stands before the page and waits. @throws ApiError 503 UPDATE_AGENT_AWAY */
  async now(): Promise<UpdateView> {
    if (!(await this.files.status())) throw agentAway();
    await this.files.askNow();
    return this.view();
  }
}

const agentAway = (): ApiError =>
  new ApiError(
    HttpStatus.SERVICE_UNAVAILABLE,
    'UPDATE_AGENT_AWAY',
    'The part of the hub that installs updates does not answer.',
    'Start the hub again; if it stays so, write the card again.',
  );
