import { type Provider, type Type } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { RouterTestingHarness } from '@angular/router/testing';
import { LiveHub, Visitor } from '@hub/data-access';
import { within } from '@testing-library/dom';
import { userEvent } from '@testing-library/user-event';
import { type FakeBackEnd } from './back-end.fake';
import { FakeHub } from './home/hub.fake';
import { providePages } from './routes';
import { watchNoLayout } from './silent-observer.fake';

interface Surroundings {
  readonly hub?: FakeHub;
  readonly providers?: readonly Provider[];
}

function surround(back: FakeBackEnd, { hub = new FakeHub(), providers = [] }: Surroundings): FakeHub {
  watchNoLayout();
  TestBed.configureTestingModule({
    providers: [providePages(), back.provider, { provide: LiveHub, useValue: hub }, ...providers],
  });
  return hub;
}

/** What a person does with what is on the page, found by role and name. */
function handsOn(root: Element, hub: FakeHub) {
  if (!(root instanceof HTMLElement)) throw new Error('nothing was shown');
  return { root, hub, page: within(root), user: userEvent.setup({ delay: null }) };
}

/** Opens an address of the display, as a browser does. For specs only. */
export async function openPage(address: string, back: FakeBackEnd, surroundings: Surroundings = {}) {
  const hub = surround(back, surroundings);
  await TestBed.inject(Visitor).ask();
  const harness = await RouterTestingHarness.create(address);
  return { ...handsOn(harness.fixture.nativeElement as Element, hub), harness };
}

/** Opens a part of a page alone. For specs only. */
export async function openPart(part: Type<unknown>, back: FakeBackEnd, surroundings: Surroundings = {}) {
  const hub = surround(back, surroundings);
  await TestBed.inject(Visitor).ask();
  const fixture = TestBed.createComponent(part);
  await fixture.whenStable();
  return handsOn(fixture.nativeElement as Element, hub);
}

/** The texts of the cells of each row of a table, without the head's. */
export function rowsOf(table: HTMLElement): readonly (readonly string[])[] {
  const rows = within(table).getAllByRole('row', { hidden: true });
  const cells = rows.map((row) => Array.from(row.children, (cell) => cell.textContent.replaceAll(/\s+/g, ' ').trim()));
  return cells.filter((_, index) => rows[index]?.closest('thead') === null);
}
