import type { PairingView } from '@hub/contracts';
import { Injectable } from '@nestjs/common';
import { AuditService } from '../access/audit.service';
import { PairingService } from './pairing.service';

/** What people decide about devices that ask. Each decision is in the log: whose, and about which address. */
@Injectable()
export class PairingDecisions {
  constructor(
    private readonly pairing: PairingService,
    private readonly audit: AuditService,
  ) {}

  async allow(address: string, by: string): Promise<PairingView> {
    const view = await this.pairing.allow(address);
    await this.audit.note(by, 'device-allowed', address);
    return view;
  }

  async deny(address: string, by: string): Promise<PairingView> {
    const view = this.pairing.deny(address);
    await this.audit.note(by, 'device-denied', address);
    return view;
  }
}
