class SilentObserver {
  observe(): void {
    // Nothing changes its size.
  }
  disconnect(): void {
    // Nothing to stop.
  }
}

/** Where specs run there is no layout to watch. Called rather than imported for its effect, which a bundler may drop. */
export function watchNoLayout(): void {
  Object.assign(globalThis, { ResizeObserver: SilentObserver });
}
