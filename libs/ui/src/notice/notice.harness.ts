/** A notice by what it says and offers. */
export class NoticeHarness {
  constructor(private readonly host: HTMLElement) {}

  get headline(): string {
    return this.host.querySelector('strong')?.textContent.trim() ?? '';
  }

  get help(): string {
    return this.host.querySelector('.words span')?.textContent.trim() ?? '';
  }

  /** Does what the notice offers. */
  act(): void {
    const button = this.host.querySelector('button');
    if (button === null) throw new Error('The notice offers nothing to do');
    button.click();
  }
}
