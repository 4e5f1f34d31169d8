import { HomeAssistantAccess, HomeAssistantSettings, HomeAssistantView } from '@hub/contracts';
import { Answers, Needs } from '@hub/nest-http';
import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { CurrentPerson } from '../access/person';
import type { Session } from '../access/session.store';
import { HomeAssistantService } from './home-assistant.service';

/** What the household's Home Assistant may read of this hub: topics in docs/home-assistant.md. */
@Controller('api/v1/home-assistant')
export class HomeAssistantController {
  constructor(private readonly homeAssistant: HomeAssistantService) {}

  @Get()
  @Needs('access.manage')
  @Answers('Whether Home Assistant is told how the household stands', HomeAssistantView)
  view(): HomeAssistantView {
    return this.homeAssistant.view();
  }

  @Put()
  @Needs('access.manage')
  @Answers('Has Home Assistant be told, or not', HomeAssistantView)
  choose(@Body({ schema: HomeAssistantSettings }) settings: HomeAssistantSettings): Promise<HomeAssistantView> {
    return this.homeAssistant.choose(settings);
  }

  @Post('account')
  @Needs('access.manage')
  @Answers(
    'Makes a read-only account for it; the password is shown this once, and an earlier account ends',
    HomeAssistantAccess,
  )
  makeAccount(@CurrentPerson() owner: Session): Promise<HomeAssistantAccess> {
    return this.homeAssistant.makeAccount(owner.name);
  }
}
