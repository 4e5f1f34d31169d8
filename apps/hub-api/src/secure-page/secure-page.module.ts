import { Module } from '@nestjs/common';
import { AuthorityController } from './authority.controller';
import { AuthorityService } from './authority.service';
import { SecurePage } from './secure-page.service';

@Module({
  controllers: [AuthorityController],
  providers: [AuthorityService, SecurePage],
  exports: [AuthorityService],
})
export class SecurePageModule {}
