import { Injectable } from '@nestjs/common';

/** Takes away one kind of access that somebody was given. */
export type Revoke = () => Promise<void>;

/** Everything that ends with a password: each part of the hub that grants access says here how it is taken away. */
@Injectable()
export class Revocations {
  private readonly all: Revoke[] = [];

  add(revoke: Revoke): void {
    this.all.push(revoke);
  }

  /** Takes all of it away, whatever fails. @throws the first error */
  async run(): Promise<void> {
    const outcomes = await Promise.allSettled(this.all.map((revoke) => revoke()));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed) throw failed.reason;
  }
}
