import { UpdateView, UploadView } from '@hub/contracts';
import { Body, Controller, Delete, Get, Headers, HttpCode, Post, Put } from '@nestjs/common';
import { Answers, AnswersNothing, Needs } from '@hub/nest-http';
import { UpdateService } from './update.service';
import { UploadService } from './upload.service';

@Controller('api/v1/update')
export class UpdateController {
  constructor(
    private readonly update: UpdateService,
    private readonly uploads: UploadService,
  ) {}

  @Get()
  @Needs('home.read')
  @Answers('What runs, what can be installed, and how the last update ended', UpdateView)
  view(): Promise<UpdateView> {
    return this.update.view();
  }

  @Post('now')
  @HttpCode(202)
  @Needs('system.manage', { freshPassword: true })
  @Answers('Installs what is available: what someone brought, else what the team offers', UpdateView)
  now(): Promise<UpdateView> {
    return this.update.now();
  }

  @Put('bundle')
  @Needs('system.manage', { freshPassword: true })
  @Answers('Takes a bundle (application/octet-stream) and says whether it could be installed', UploadView)
  take(@Body() body: unknown, @Headers('content-length') length?: string): Promise<UploadView> {
    return this.uploads.take(body, length);
  }

  @Delete('bundle')
  @HttpCode(204)
  @Needs('system.manage')
  @AnswersNothing('Takes away the bundle that was sent, or gives up the one on its way')
  drop(): Promise<void> {
    return this.uploads.drop();
  }
}
