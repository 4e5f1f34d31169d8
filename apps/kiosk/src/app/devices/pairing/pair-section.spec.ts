import { type PairingView } from '@hub/contracts';
import { TestBed } from '@angular/core/testing';
import { waitFor } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd, type FakeCall } from '../../back-end.fake';
import { openPage, openPart } from '../../open-page.fake';
import { fakeDevice, fakeList, NOON_S } from '../devices.fake';
import { PairingPopup } from './pairing-popup';
import { PairingCall } from './pairing-call';

const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };
const PLUG = '192.168.0.113';
type Request = PairingView['requests'][number];

const view = (openUntil: number | null, ...requests: readonly Request[]): PairingView => ({
  serverTime: NOON_S,
  openUntil,
  requests: [...requests],
});
const request = (state: Request['state'], address = PLUG): Request => ({
  address,
  name: null,
  code: null,
  type: null,
  askedAt: NOON_S,
  state,
  replyUntil: null,
});
const OPEN_UNTIL = NOON_S + 180;

const backEnd = (pairing = view(null)) =>
  new FakeBackEnd()
    .json('GET whoami', owner)
    .tell('devices/live', fakeList())
    .tell('pairing/events', pairing)
    .json('POST pairing/window', view(OPEN_UNTIL));

async function open(back = backEnd()) {
  const opened = await openPage('/devices/add', back);
  opened.hub.timeS.set(NOON_S);
  const says = (words: string | RegExp) =>
    waitFor(() => expect(opened.root.textContent.replaceAll(/\s+/g, ' ')).toMatch(words));
  return { ...opened, says };
}

describe('pairing on the page', () => {
  it('opens the window, counts down, and after Allow shows the new device, ready to switch', async () => {
    const decisions: unknown[] = [];
    const back = backEnd().answer('POST pairing/allow', ({ body }: FakeCall) => {
      decisions.push(body);
      return { status: 200, body: view(OPEN_UNTIL, request('allowed')) };
    });
    const { page, user, hub, says } = await open(back);
    await user.click(await page.findByRole('button', { name: 'Pair a new device' }));
    await says('3:00');
    hub.timeS.set(NOON_S + 19);
    await says('2:41');
    back.tell('pairing/events', view(OPEN_UNTIL, request('asking')));
    await user.click(await page.findByRole('button', { name: `Allow ${PLUG}` }));
    await says(`${PLUG} is allowed; it fetches its login now.`);
    expect(decisions).toEqual([{ address: PLUG }]);
    back.tell('pairing/events', view(OPEN_UNTIL, request('paired')));
    await says('It should be here within half a minute');
    back.tell('devices/live', fakeList(fakeDevice({ name: 'smartplug5304' })));
    await page.findByRole('button', { name: 'Switch on smartplug5304' });
    expect(page.queryByText(/It should be here within half a minute/)).toBeNull();
  });

  it('says what helps when nothing asks, and when the time is over', async () => {
    const back = backEnd();
    const { page, user, hub, says } = await open(back);
    await user.click(await page.findByRole('button', { name: 'Pair a new device' }));
    await says('3:00');
    expect(page.queryByText('Nothing asks yet?')).toBeNull();
    hub.timeS.set(NOON_S + 60);
    await page.findByText('Nothing asks yet?');
    back.tell('pairing/events', view(null));
    await says('The three minutes are over');
  });

  it('tells several requests apart, and says when one does not ask any more', async () => {
    const both = view(OPEN_UNTIL, request('asking'), request('asking', '192.168.0.114'));
    const back = backEnd(both).refuse('POST pairing/deny', 409, 'HUB_DEVICE_NOT_ASKING');
    const { page, user } = await open(back);
    await page.findByRole('button', { name: `Deny ${PLUG}` });
    await user.click(page.getByRole('button', { name: 'Deny 192.168.0.114' }));
    expect((await page.findByRole('alert')).textContent).toContain('This device does not ask any more');
  });
});

describe('a device that says what it is', () => {
  it('is shown by name, type, address and code; one that does not, by its address', async () => {
    const named = { ...request('asking'), name: 'smartplug5304', code: '5304', type: 'smartplug' as const };
    const { page, says } = await open(backEnd(view(OPEN_UNTIL, named, request('asking', '192.168.0.114'))));
    await page.findByRole('button', { name: `Allow smartplug5304 (${PLUG})` });
    await says('smartplug5304 asks to join');
    await says(`CydYnni smart plug · at ${PLUG}`);
    await says('Code 5304: its own WiFi has the same number');
    page.getByRole('button', { name: 'Deny 192.168.0.114' });
    await says(/A device at 192.168.0.114 asks to join\s?Type not known/);
  });

  it('keeps its name once it is decided about', async () => {
    const named = { ...request('denied'), name: 'smartplug5304', code: '5304', type: 'smartplug' as const };
    const { says } = await open(backEnd(view(OPEN_UNTIL, named)));
    await says(`smartplug5304 (${PLUG}) was denied.`);
  });
});

describe('the popup', () => {
  const asking = view(OPEN_UNTIL, request('asking'));

  it('is announced once, takes no focus, and lets the device in', async () => {
    const back = backEnd(asking).json('POST pairing/allow', view(OPEN_UNTIL, request('allowed')));
    const { page, user } = await openPart(PairingPopup, back);
    await page.findByRole('heading', { name: 'New device' });
    expect(page.getByRole('status').textContent).toContain(`A new device asks to join: ${PLUG}`);
    expect(document.activeElement).toBe(document.body);
    await user.click(page.getByRole('button', { name: `Allow ${PLUG}` }));
    await waitFor(() => expect(page.queryByRole('heading')).toBeNull());
  });

  it('stays away when it was put aside, until another device asks', async () => {
    const back = backEnd(asking);
    const { page, user } = await openPart(PairingPopup, back);
    await user.click(await page.findByRole('button', { name: 'Not now' }));
    await waitFor(() => expect(page.queryByRole('heading')).toBeNull());
    back.tell('pairing/events', asking);
    await Promise.resolve();
    expect(page.queryByRole('heading')).toBeNull();
    back.tell('pairing/events', view(OPEN_UNTIL, request('asking'), request('asking', '192.168.0.114')));
    await page.findByRole('heading', { name: 'New device' });
  });

  it('is brought to who is signed in, and to no one else', async () => {
    await openPart(PairingPopup, new FakeBackEnd().json('GET whoami', { ...owner, user: null }));
    const call = TestBed.inject(PairingCall);
    TestBed.tick();
    expect(call.popup()).toBeNull();
  });
});
