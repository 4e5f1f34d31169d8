import { X509Certificate } from 'node:crypto';
import { readIfExists } from '@hub/adapters/system';
import { Inject, Injectable } from '@nestjs/common';
import type { HubConfig } from '../config/config';
import { CONFIG } from '../ports/ports';

/** The hub's own authority: what browsers and gateways trust to know the hub by TLS. Made at the first start, kept for the hub's life. */
@Injectable()
export class AuthorityService {
  constructor(@Inject(CONFIG) private readonly config: HubConfig) {}

  /** Its certificate (PEM); undefined where the hub has none. */
  async certificate(): Promise<string | undefined> {
    const { authorityFile } = this.config.broker;
    const text = authorityFile === undefined ? undefined : await readIfExists(authorityFile);
    return text?.includes('-----BEGIN CERTIFICATE-----') === true ? text : undefined;
  }

  /** SHA-256 of the certificate as browsers show it: pairs of hexadecimal capitals with colons. */
  async fingerprint(): Promise<string | null> {
    const text = await this.certificate();
    try {
      return text === undefined ? null : new X509Certificate(text).fingerprint256;
    } catch {
      return null;
    }
  }
}
