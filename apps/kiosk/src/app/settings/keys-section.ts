import { Component, inject, signal } from '@angular/core';
import { ANYTHING, HubApi } from '@hub/data-access';
import * as z from 'zod/mini';
import { FaultNotice } from '../faults/fault-notice';
import { Task } from '../form/task';
import { SignInGate } from '../sign-in/sign-in-gate';

/** Answer of `POST /api/v1/api-keys`. */
const MadeKey = z.object({ role: z.string(), key: z.string() });
type Role = 'read' | 'write';

/** Keys with which other programs read the hub's feeds or write to them, as they do with emonCMS. A key is shown once. */
@Component({
  selector: 'hub-keys-section',
  imports: [FaultNotice],
  template: `
    <h2 i18n="@@keys.title">Keys for other programs</h2>
    <div class="card">
      <p i18n="@@keys.why">
        Programs made for emonCMS work with this hub. They need a key; each stays valid until it is taken back.
      </p>
      <div class="buttons">
        <button type="button" [disabled]="task.busy()" (click)="make('read')" i18n="@@keys.read">
          New key for reading
        </button>
        <button type="button" [disabled]="task.busy()" (click)="make('write')" i18n="@@keys.write">
          New key for reading and writing
        </button>
        <button type="button" [disabled]="task.busy()" (click)="revoke()" i18n="@@keys.revoke">Revoke all keys</button>
      </div>
      @if (made(); as made) {
        <p role="status">
          <span i18n="@@keys.made">Copy it now; it is not shown again:</span> <code>{{ made }}</code>
        </p>
      }
      @if (revoked()) {
        <p role="status" i18n="@@keys.revoked">No key is valid any more.</p>
      }
      @if (task.fault(); as fault) {
        <hub-fault-notice [fault]="fault" />
      }
    </div>
  `,
  styleUrls: ['../form/form.css', './section.css'],
})
export class KeysSection {
  private readonly api = inject(HubApi);
  private readonly gate = inject(SignInGate);
  protected readonly task = new Task();
  protected readonly made = signal<string | undefined>(undefined);
  protected readonly revoked = signal(false);

  protected async make(role: Role): Promise<void> {
    this.revoked.set(false);
    await this.task.run(async () => {
      const made = await this.gate.run(() => this.api.send('POST', 'api-keys', MadeKey, { role }));
      this.made.set(made?.key);
    });
  }

  protected async revoke(): Promise<void> {
    this.made.set(undefined);
    await this.task.run(async () => {
      const done = await this.gate.run(async () => {
        for (const role of ['read', 'write'] as const) await this.api.send('DELETE', `api-keys/${role}`, ANYTHING);
        return true;
      });
      this.revoked.set(done === true);
    });
  }
}
