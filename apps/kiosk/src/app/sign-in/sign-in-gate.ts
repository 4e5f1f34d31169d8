import { inject, Injectable, signal, type Type } from '@angular/core';
import { faultOf, isRefusal, Visitor } from '@hub/data-access';

/** Refusals after which signing in, once more too, is what helps. */
const SIGN_IN_HELPS = ['SIGN_IN_NEEDED', 'PASSWORD_NEEDED'];

/** Asks for a name and a password in place, when something needs them, and then goes on with what was asked for. */
@Injectable({ providedIn: 'root' })
export class SignInGate {
  private readonly visitor = inject(Visitor);
  private readonly dialogType = signal<Type<unknown> | null>(null);
  private answer: (signedIn: boolean) => void = () => undefined;

  /** The dialog while it is open. */
  readonly dialog = this.dialogType.asReadonly();

  /**
   * Does `action` as the owner: signs in first where needed, also when a session turns out to have ended. Resolves with
   * undefined when the person thinks better of it; rejects with what the action rejects with.
   */
  async run<T>(action: () => Promise<T>): Promise<T | undefined> {
    if (this.visitor.user() === null && this.visitor.claimed() !== false && !(await this.signIn())) return undefined;
    try {
      return await action();
    } catch (caught) {
      if (!SIGN_IN_HELPS.some((code) => isRefusal(faultOf(caught), code))) throw caught;
      return (await this.signIn()) ? action() : undefined;
    }
  }

  /** Opens the dialog; whether somebody has signed in when it closes. */
  async signIn(): Promise<boolean> {
    const { SignInDialog } = await import('./sign-in-dialog');
    const answer = new Promise<boolean>((resolve) => (this.answer = resolve));
    this.dialogType.set(SignInDialog);
    return answer;
  }

  /** For the dialog. */
  close(signedIn: boolean): void {
    this.dialogType.set(null);
    this.answer(signedIn);
  }
}
