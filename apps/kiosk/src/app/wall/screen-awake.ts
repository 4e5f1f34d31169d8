import { DOCUMENT, inject, Injectable } from '@angular/core';

/** Keeps the screen on while a page asks for it. Browsers allow it on HTTPS pages in sight only; elsewhere the device's own setting decides. */
@Injectable({ providedIn: 'root' })
export class ScreenAwake {
  private readonly document = inject(DOCUMENT);

  /** Keeps the screen on until the returned function is called. */
  keep(): () => void {
    let lock: Promise<WakeLockSentinel | undefined> = this.ask();
    // The browser takes the lock back whenever the page goes out of sight.
    const again = (): void => {
      if (this.document.visibilityState === 'visible') lock = this.ask();
    };
    this.document.addEventListener('visibilitychange', again);
    return () => {
      this.document.removeEventListener('visibilitychange', again);
      void lock.then((sentinel) => sentinel?.release());
    };
  }

  private async ask(): Promise<WakeLockSentinel | undefined> {
    const navigator: Partial<Pick<Navigator, 'wakeLock'>> | undefined = this.document.defaultView?.navigator;
    try {
      return await navigator?.wakeLock?.request('screen');
    } catch {
      // Low battery, or not in sight: the next time in sight asks again.
      return undefined;
    }
  }
}
