import { Component } from '@angular/core';

/** One device. */
@Component({
  selector: 'hub-device-page',
  template: `<h1 i18n="@@page.device">Device</h1>`,
  styleUrl: '../../report/report.css',
})
export class DevicePage {}
