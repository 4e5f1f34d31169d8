import { Injectable } from '@nestjs/common';

/** Tells the fleet's loop that something changed, so that the next round comes soon. */
@Injectable()
export class FleetChanged {
  private listener: () => void = () => undefined;

  notify(): void {
    this.listener();
  }

  onNotify(listener: () => void): void {
    this.listener = listener;
  }
}
