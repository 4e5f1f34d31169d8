import { Component } from '@angular/core';

/** The household's devices. */
@Component({
  selector: 'hub-devices-page',
  template: `<h1 i18n="@@page.devices">Devices</h1>`,
  styleUrl: '../report/report.css',
})
export class DevicesPage {}
