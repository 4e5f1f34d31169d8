import { type Provider, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { LiveHub, Visitor } from '@hub/data-access';
import { type FakeBackEnd } from './back-end.fake';
import { FakeHub } from './now/hub.fake';
import { watchNoLayout } from './silent-observer.fake';

/** Angular's turns and the answers they ask for: a page that asks once its first answer is there needs a few. */
const TURNS = 4;

interface Surroundings {
  readonly hub?: FakeHub;
  readonly providers?: readonly Provider[];
}

/** Opens a component for whoever the back end says is there, and waits until it is quiet. For specs only. */
export async function openPage(
  component: Type<unknown>,
  back: FakeBackEnd,
  { hub = new FakeHub(), providers = [] }: Surroundings = {},
) {
  watchNoLayout();
  TestBed.configureTestingModule({
    providers: [back.provider, { provide: LiveHub, useValue: hub }, ...providers],
  });
  await TestBed.inject(Visitor).ask();
  const fixture = TestBed.createComponent(component);
  const page = fixture.nativeElement as HTMLElement;
  // Only what stands in the document is told that it was pressed.
  document.body.append(page);
  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      await fixture.whenStable();
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  await settled();
  return { page, hub, settled, ...reading(page), ...using(page, settled) };
}

function reading(page: HTMLElement) {
  const texts = (selector: string): readonly string[] =>
    Array.from(page.querySelectorAll(selector), ({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());
  return { texts, text: (selector: string): string | undefined => texts(selector)[0] };
}

function using(page: HTMLElement, settled: () => Promise<void>) {
  return {
    click: (selector: string): Promise<void> => {
      page.querySelector<HTMLElement>(selector)?.click();
      return settled();
    },
    /** The button that says these words. */
    press: (words: string): Promise<void> => {
      [...page.querySelectorAll('button')].find(({ textContent }) => textContent.includes(words))?.click();
      return settled();
    },
    /** Types into the form's fields by their names; nothing is sent. */
    type: (values: Readonly<Record<string, string>>): void => {
      for (const [name, value] of Object.entries(values)) {
        const field = page.querySelector<HTMLInputElement>(`form input[name=${name}]`);
        if (field) field.value = value;
      }
    },
    submit: (form = 'form'): Promise<void> => {
      page.querySelector(form)?.dispatchEvent(new Event('submit', { cancelable: true }));
      return settled();
    },
  };
}
