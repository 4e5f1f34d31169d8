import { InputList } from '@hub/contracts';
import { Controller, Get } from '@nestjs/common';
import { Answers } from '../docs/answers';
import { InputsService } from './inputs.service';

@Controller('api/v1/inputs')
export class InputsController {
  constructor(private readonly inputs: InputsService) {}

  @Get()
  @Answers('Every input with its newest value', InputList)
  list(): InputList {
    return this.inputs.list();
  }
}
