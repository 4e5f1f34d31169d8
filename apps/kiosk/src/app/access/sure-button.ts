import {
  afterNextRender,
  Component,
  type ElementRef,
  inject,
  Injector,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';

/** A button for what cannot be undone: asks once more in its place. Content: `[ask]` and `[yes]`, the two labels. */
@Component({
  selector: 'hub-sure-button',
  template: `
    @if (asking()) {
      <button #yes type="button" class="main" [disabled]="disabled()" (click)="confirm()">
        <ng-content select="[yes]" />
      </button>
      <button type="button" (click)="ask(false)" i18n="@@form.cancel">Cancel</button>
    } @else {
      <button #first type="button" [disabled]="disabled()" (click)="ask(true)"><ng-content select="[ask]" /></button>
    }
  `,
  styleUrl: '../form/form.css',
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 0.7rem;
    }
  `,
})
export class SureButton {
  private readonly injector = inject(Injector);
  private readonly yes = viewChild<ElementRef<HTMLButtonElement>>('yes');
  private readonly first = viewChild<ElementRef<HTMLButtonElement>>('first');
  readonly disabled = input(false);
  readonly confirmed = output();
  protected readonly asking = signal(false);

  /** The focus stays where the question is, so that the keyboard goes on there. */
  protected ask(asking: boolean): void {
    this.asking.set(asking);
    afterNextRender(() => (asking ? this.yes() : this.first())?.nativeElement.focus(), { injector: this.injector });
  }

  protected confirm(): void {
    this.ask(false);
    this.confirmed.emit();
  }
}
