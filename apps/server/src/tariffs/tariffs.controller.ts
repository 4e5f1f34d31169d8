import { TariffEntry, TariffList, TariffView } from '@hub/contracts';
import { Answers } from '@hub/nest-http';
import { Body, Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { ApiParam } from '@nestjs/swagger';
import * as z from 'zod/mini';
import { CurrentTeamMember, TeamOnly } from '../access/team-guard';
import { TariffsService } from './tariffs.service';

const FromDay = z.iso.date();
const Correct = z.object({ correct: z.optional(z.enum(['true', 'false'])) });
type Correct = z.infer<typeof Correct>;
const DAY = { name: 'fromDay', schema: { type: 'string', format: 'date' } } as const;

@Controller('api/v1/club/tariffs')
export class TariffsController {
  constructor(private readonly tariffs: TariffsService) {}

  @Get()
  @Answers('Every tariff of the club, past and to come, oldest first', TariffList)
  list(): Promise<TariffList> {
    return this.tariffs.list();
  }

  @Put(':fromDay')
  @TeamOnly('tariffs')
  @ApiParam(DAY)
  @Answers('Enter the tariff that holds from a day on', TariffView)
  set(
    @Param('fromDay', { schema: FromDay }) fromDay: string,
    @Body({ schema: TariffEntry }) entry: TariffEntry,
    @Query({ schema: Correct }) { correct }: Correct,
    @CurrentTeamMember() by: string,
  ): Promise<TariffView> {
    return this.tariffs.set(fromDay, entry, correct === 'true', by);
  }

  @Delete(':fromDay')
  @TeamOnly('tariffs')
  @ApiParam(DAY)
  @Answers('Take a tariff back that has not held yet', TariffList)
  remove(@Param('fromDay', { schema: FromDay }) fromDay: string, @CurrentTeamMember() by: string): Promise<TariffList> {
    return this.tariffs.remove(fromDay, by);
  }
}
