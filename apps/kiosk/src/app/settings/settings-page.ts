import { Component } from '@angular/core';
import { DeviceView } from '@hub/contracts';
import { remote } from '@hub/data-access';
import { AboutSection } from './about-section';
import { AccountSection } from './account-section';
import { KeysSection } from './keys-section';
import { LinkSection } from './link-section';
import { LookSection } from './look-section';
import { SshSection } from './ssh-section';
import { UpdatesSection } from './updates/updates-section';

const REFRESH_MS = 30_000;

/** Everything about the hub that can be changed, and what it is. */
@Component({
  selector: 'hub-settings-page',
  imports: [AboutSection, AccountSection, KeysSection, LinkSection, LookSection, SshSection, UpdatesSection],
  templateUrl: './settings-page.html',
  styleUrl: './settings-page.css',
})
export class SettingsPage {
  protected readonly device = remote(() => 'device', DeviceView, REFRESH_MS);
}
