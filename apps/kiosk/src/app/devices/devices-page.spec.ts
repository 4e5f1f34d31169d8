import { type HouseholdDevice } from '@hub/contracts';
import { waitFor, within } from '@testing-library/dom';
import { describe, expect, it } from 'vitest';
import { FakeBackEnd } from '../back-end.fake';
import { openPage } from '../open-page.fake';
import { fakeControl, fakeDevice, fakeList, NOON_S } from './devices.fake';

const owner = { where: 'hub', user: { name: 'Megan' }, claimed: true };

async function open(back: FakeBackEnd) {
  const opened = await openPage('/devices', back);
  opened.hub.timeS.set(NOON_S);
  const card = async (name: string) => {
    const heading = await opened.page.findByRole('heading', { name });
    const item = heading.closest('li');
    if (item === null) throw new Error(`${name} is on no card`);
    return within(item);
  };
  return { ...opened, card };
}

const owners = (...devices: readonly HouseholdDevice[]) =>
  new FakeBackEnd().json('GET whoami', owner).tell('devices/live', fakeList(...devices));

describe('DevicesPage', () => {
  it('leads to the first device while there is none', async () => {
    const { page } = await open(owners());
    const link = await page.findByRole('link', { name: 'Add your first device' });
    expect(link.getAttribute('href')).toBe('/devices/add');
  });

  it('shows each device: name, room, state, power and its age', async () => {
    const washer = fakeDevice({ on: true, powerW: 2_040, powerAt: NOON_S - 12 });
    const meter = fakeDevice({
      id: 2,
      type: 'glow',
      kind: 'meter',
      name: 'Smart meter',
      room: null,
      on: null,
      control: null,
    });
    const { card } = await open(owners(washer, meter));
    const first = await card('Washing machine');
    for (const words of ['Kitchen', 'On', '2,040 W', '12 seconds ago', 'No run is planned']) first.getByText(words);
    const second = await card('Smart meter');
    second.getByText('Working');
    expect(second.queryByRole('button')).toBeNull();
  });

  it('follows the device: a press of its button is there as soon as the hub tells', async () => {
    const back = owners(
      fakeDevice({ control: fakeControl({ wantedOn: false, confirmed: true, confirmedAt: NOON_S }) }),
    );
    const { card } = await open(back);
    (await card('Washing machine')).getByText('Off');
    const control = fakeControl({ wantedOn: true, pressed: { on: true, at: NOON_S } });
    back.tell('devices/live', fakeList(fakeDevice({ on: true, control })));
    const after = await card('Washing machine');
    await after.findByText('On');
    after.getByText(/Its button switched it on at 12:00/);
  });

  it('switches with one tap, and says that it waits for the answer', async () => {
    const asked = fakeDevice({ control: fakeControl({ mode: 'on', wantedOn: true }) });
    const back = owners(fakeDevice()).json('PUT devices/1/control', asked);
    const { card, user } = await open(back);
    await user.click((await card('Washing machine')).getByRole('button', { name: 'Switch on Washing machine' }));
    await (await card('Washing machine')).findByText('Asked to switch on; waiting for its answer');
    expect(back.calls).toContain('PUT devices/1/control');
  });

  it('says since when a device is silent, and offers no switch for it', async () => {
    const { card } = await open(owners(fakeDevice({ reach: 'silent', heardAt: NOON_S - 3_600 })));
    const silent = await card('Washing machine');
    silent.getByText('Not answering');
    silent.getByText('Nothing heard since 11:00');
    expect(silent.queryByRole('button')).toBeNull();
  });

  it('says that nothing is switched while the hub does not know the time', async () => {
    const back = owners().tell('devices/live', { ...fakeList(fakeDevice()), clockKnown: false });
    const { root } = await open(back);
    await waitFor(() => expect(root.textContent).toContain('The hub does not know the time yet'));
  });

  it('says why a switch was refused', async () => {
    const back = owners(fakeDevice()).refuse('PUT devices/1/control', 404, 'DEVICE_UNKNOWN');
    const { card, user, page } = await open(back);
    await user.click((await card('Washing machine')).getByRole('button'));
    expect((await page.findByRole('alert')).textContent).toContain('not one of the household’s any more');
  });
});
