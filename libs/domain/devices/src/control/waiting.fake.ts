/** What happens later. */
export class Waiting {
  private readonly entries: { at: number; deliver: () => void }[] = [];

  push(entry: { at: number; deliver: () => void }): void {
    this.entries.push(entry);
  }

  /** Delivers what is due by `now`, in the order in which it was given. */
  deliver(now: number): void {
    for (let index = 0; index < this.entries.length; index += 1) {
      const entry = this.entries[index];
      if (!entry || entry.at > now) continue;
      this.entries.splice(index, 1);
      index -= 1;
      entry.deliver();
    }
  }
}
