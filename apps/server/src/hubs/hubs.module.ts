import { Module } from '@nestjs/common';
import { FleetModule } from '../fleet/fleet.module';
import { CertificatesService } from './certificates.service';
import { HubsService } from './hubs.service';

/** Which hub belongs to which household, and the hubs' certificates. */
@Module({ imports: [FleetModule], providers: [CertificatesService, HubsService], exports: [HubsService] })
export class HubsModule {}
