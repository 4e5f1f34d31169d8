import { Component } from '@angular/core';

/** Adds a device, step by step. */
@Component({
  selector: 'hub-add-device-page',
  template: `<h1 i18n="@@page.addDevice">Add a device</h1>`,
  styleUrl: '../../report/report.css',
})
export class AddDevicePage {}
