import { Component, computed, inject, input } from '@angular/core';
import { type DeviceView } from '@hub/contracts';
import { LiveHub } from '@hub/data-access';
import { bytesText } from '@hub/ui/format';
import { ProblemList } from '../faults/problem-list';

/** The hub as a thing: what runs, from where, and how it fares. */
@Component({
  selector: 'hub-about-section',
  imports: [ProblemList],
  template: `
    <h2 i18n="@@settings.about">About this hub</h2>
    <div class="card">
      <hub-problem-list [problems]="device()?.faults ?? []" />
      <dl>
        <dt i18n="@@settings.version">Version</dt>
        <dd class="version">{{ version() ?? '–' }}</dd>
        @if (device(); as device) {
          @if (device.hubId !== null) {
            <dt i18n="@@about.hubId">Name of the hub</dt>
            <dd>{{ device.hubId }}</dd>
          }
          @if (device.slot !== null) {
            <dt i18n="@@about.slot">Started from</dt>
            <dd i18n="@@about.slotText">System {{ device.slot }} on the card</dd>
          }
          @if (device.temperatureC !== null) {
            <dt i18n="@@about.temperature">Temperature</dt>
            <dd>{{ temperature() }}</dd>
          }
          @if (storage(); as storage) {
            <dt i18n="@@about.storage">Storage</dt>
            <dd i18n="@@about.storageText">{{ storage.free }} of {{ storage.total }} free</dd>
          }
        }
        <dt i18n="@@settings.licence">Licence</dt>
        <dd i18n="@@settings.licenceText">Open source, Apache 2.0</dd>
      </dl>
    </div>
  `,
  styleUrl: './section.css',
})
export class AboutSection {
  private readonly hub = inject(LiveHub);
  readonly device = input<DeviceView>();
  protected readonly version = computed(() => this.hub.snapshot()?.version ?? this.device()?.version);
  protected readonly temperature = computed(() => {
    const temperatureC = this.device()?.temperatureC;
    return typeof temperatureC === 'number' ? `${Math.round(temperatureC)} °C` : '';
  });
  protected readonly storage = computed(() => {
    const storage = this.device()?.storage;
    return storage && { free: bytesText(storage.freeBytes), total: bytesText(storage.totalBytes) };
  });
}
