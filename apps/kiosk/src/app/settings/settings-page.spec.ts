import { TestBed } from '@angular/core/testing';
import { LiveHub } from '@hub/data-access';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeHub } from '../now/hub.fake';
import { GO_TO } from '../shell/reload';
import { ThemeChoice } from '../shell/theme';
import { SettingsPage } from './settings-page';

async function open() {
  const hub = new FakeHub();
  const goTo = vi.fn();
  TestBed.configureTestingModule({
    providers: [
      { provide: LiveHub, useValue: hub },
      { provide: GO_TO, useValue: goTo },
    ],
  });
  const fixture = TestBed.createComponent(SettingsPage);
  await fixture.whenStable();
  const page = fixture.nativeElement as HTMLElement;
  const choose = (name: string) => {
    const label = Array.from(page.querySelectorAll('label')).find((l) => l.textContent.trim() === name);
    label?.querySelector('input')?.click();
  };
  return { hub, goTo, fixture, page, choose };
}

describe('SettingsPage', () => {
  afterEach(() => localStorage.clear());

  it('changes the theme', async () => {
    const { choose } = await open();
    choose('Dark');
    expect(TestBed.inject(ThemeChoice).theme()).toBe('dark');
  });

  it('leaves for the same page in Welsh', async () => {
    const { choose, goTo } = await open();
    choose('Cymraeg');
    expect(goTo).toHaveBeenCalledWith('/cy/');
  });

  it('says what the hub runs, once it is known', async () => {
    const { hub, page, fixture } = await open();
    const version = () => page.querySelector('dd')?.textContent;
    expect(version()).toBe('–');
    hub.tell(640, 1_700_000_000, '1.2.3');
    await fixture.whenStable();
    expect(version()).toBe('1.2.3');
  });
});
