import { TestBed } from '@angular/core/testing';
import { LiveHub, Visitor } from '@hub/data-access';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { FakeHub } from '../now/hub.fake';
import { Navigation } from './navigation';

async function open(who: object) {
  const back = new FakeBackEnd().json('GET whoami', who);
  TestBed.configureTestingModule({ providers: [back.provider, { provide: LiveHub, useValue: new FakeHub() }] });
  const navigation = TestBed.inject(Navigation);
  await TestBed.inject(Visitor).ask();
  TestBed.tick();
  return { navigation, names: () => navigation.pages().map(({ name }) => name) };
}

describe('Navigation', () => {
  afterEach(() => localStorage.clear());

  it('of a hub begins with Now and knows Setup', async () => {
    const { navigation, names } = await open({ where: 'hub', user: null, claimed: true });
    expect(names()).toEqual(['Now', 'Forecast', 'Household', 'Community', 'Settings']);
    navigation.go('/setup');
    expect(navigation.page().name).toBe('Setup');
    navigation.go('/');
    expect(navigation.page().name).toBe('Now');
  });

  it('of the server has neither Now nor Setup nor Settings', async () => {
    const { navigation, names } = await open({ where: 'server', user: { name: 'm@example.org' }, claimed: true });
    expect(names()).toEqual(['Forecast', 'Household', 'Community', 'Account']);
    navigation.go('/setup');
    expect(navigation.page().name).toBe('Forecast');
    navigation.go('/');
  });

  it('of the server asks to sign in first, whatever the address', async () => {
    const { navigation, names } = await open({ where: 'server', user: null, claimed: true });
    expect([names(), navigation.page().name]).toEqual([[], 'Sign in']);
  });

  it('remembers the server, so that no page of a hub flashes up first', async () => {
    await open({ where: 'server', user: null, claimed: true });
    expect(localStorage.getItem('hub.where')).toBe('server');
  });
});
