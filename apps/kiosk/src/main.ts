import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';

/** A display that cannot start says so, in both languages: nothing that translates has started either. */
function showStartFailure(fault: unknown): void {
  console.error(fault);
  const words = document.createElement('p');
  words.setAttribute('role', 'alert');
  words.className = 'start-failure';
  words.textContent =
    'This page could not start. Reload it, or restart the hub. · Ni allodd y dudalen hon gychwyn. Ail-lwythwch hi, neu ailgychwynnwch yr hwb.';
  document.body.replaceChildren(words);
}

bootstrapApplication(App, appConfig).catch(showStartFailure);
