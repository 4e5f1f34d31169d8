import { Injectable } from '@nestjs/common';
import { type SignedIn, SessionStore } from './session.store';

/** Whose access ends. With the owner's ends all that was given out on this hub. */
export type Ending = Pick<SignedIn, 'name' | 'role'>;
/** Takes away one kind of access that a person gave out or was shown. */
export type Revoke = (ending: Ending) => Promise<void>;

/** Everything that ends with a password: each part of the hub that grants access says here how it is taken away. */
@Injectable()
export class Revocations {
  private readonly all: Revoke[] = [];

  constructor(private readonly sessions: SessionStore) {}

  add(revoke: Revoke): void {
    this.all.push(revoke);
  }

  /** Who has no account any more: sessions first. */
  async end(ending: Ending): Promise<void> {
    await this.sessions.closeWhere((_, { name }) => name === ending.name);
    await this.run(ending);
  }

  /** Takes all of it away, whatever fails. @throws the first error */
  async run(ending: Ending): Promise<void> {
    const outcomes = await Promise.allSettled(this.all.map((revoke) => revoke(ending)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
