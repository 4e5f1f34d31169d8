import { Injectable } from '@nestjs/common';

/** Rung when something changed that the fleet should be looked at for soon. */
@Injectable()
export class Bell {
  private listener: () => void = () => undefined;

  ring(): void {
    this.listener();
  }

  onRing(listener: () => void): void {
    this.listener = listener;
  }
}
