import { afterNextRender, DestroyRef, ElementRef, inject, type Signal, signal } from '@angular/core';

/** Size of a drawn box and of its letters, in pixels. */
export interface Box {
  readonly width: number;
  readonly height: number;
  readonly letter: number;
}

const BEFORE_LAYOUT: Box = { width: 640, height: 200, letter: 14 };

/** The size of the element that `selector` finds in the present component, kept up to date. Call where one may inject. */
export function measuredBox(selector: string): Signal<Box> {
  const host = inject<ElementRef<HTMLElement>>(ElementRef);
  const destroyed = inject(DestroyRef);
  const box = signal<Box>(BEFORE_LAYOUT);
  afterNextRender(() => {
    const element = host.nativeElement.querySelector(selector);
    if (element === null) return;
    const resize = new ResizeObserver(([entry]) => {
      const { width = 0, height = 0 } = entry?.contentRect ?? {};
      const letter = Number.parseFloat(getComputedStyle(element).fontSize);
      if (width > 0 && height > 0) box.set({ width, height, letter });
    });
    resize.observe(element);
    destroyed.onDestroy(() => resize.disconnect());
  });
  return box.asReadonly();
}
