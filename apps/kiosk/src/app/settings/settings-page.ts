import { Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DeviceView } from '@hub/contracts';
import { remote } from '@hub/data-access';
import { AboutSection } from './about-section';
import { AccountSection } from './account-section';
import { LinkSection } from './link-section';
import { LookSection } from './look-section';
import { SecureSection } from './secure-section';
import { UpdatesSection } from './updates/updates-section';

const REFRESH_MS = 30_000;

/** Everything about the hub that can be changed, and what it is. */
@Component({
  selector: 'hub-settings-page',
  imports: [AboutSection, AccountSection, LinkSection, LookSection, RouterLink, SecureSection, UpdatesSection],
  templateUrl: './settings-page.html',
  styleUrls: ['./section.css', './settings-page.css'],
})
export class SettingsPage {
  protected readonly device = remote(() => 'device', DeviceView, REFRESH_MS);
}
