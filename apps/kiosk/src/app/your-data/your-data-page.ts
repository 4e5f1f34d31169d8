import { Component } from '@angular/core';
import { BackupSection } from './backup-section';
import { ExportSection } from './export-section';
import { ResetSection } from './reset-section';

/** What the hub keeps of its household, and how it is removed. */
@Component({
  selector: 'hub-your-data-page',
  imports: [BackupSection, ExportSection, ResetSection],
  template: `
    <h1 i18n="@@page.yourData">Your data</h1>
    <div class="column">
      <section>
        <h2 i18n="@@yourData.kept">What is on this hub</h2>
        <div class="card">
          <p i18n="@@yourData.keptText">
            Readings of your meter and devices, the devices and their schedules, the people with access and what they
            did, and the settings. All of it is on the card in the hub. It leaves the house only for what you link the
            hub to.
          </p>
        </div>
      </section>
      <hub-export-section />
      <hub-backup-section />
      <hub-reset-section />
    </div>
  `,
  styleUrls: ['../settings/section.css', '../settings/settings-page.css'],
})
export class YourDataPage {}
