import { Module } from '@nestjs/common';
import { DeviceModule } from '../device/device.module';
import { ContactService } from './contact.service';
import { ContactTimer } from './contact-timer.service';
import { LinkService } from './link.service';
import { LinkStore } from './link.store';
import { ServerService } from './server.service';

@Module({
  imports: [DeviceModule],
  providers: [ContactService, ContactTimer, LinkService, LinkStore, ServerService],
  exports: [LinkService, LinkStore, ServerService],
})
export class ServerLinkModule {}
