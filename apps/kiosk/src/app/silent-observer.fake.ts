/** Where specs run there is no layout to watch. */
class SilentObserver {
  observe(): void {
    // Nothing changes its size.
  }
  disconnect(): void {
    // Nothing to stop.
  }
}
Object.assign(globalThis, { ResizeObserver: SilentObserver });
