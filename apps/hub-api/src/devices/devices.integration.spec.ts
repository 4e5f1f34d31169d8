import {
  AuditList,
  type DeviceAccess,
  type FoundDeviceList,
  type HouseholdDevice,
  type HouseholdDeviceList,
} from '@hub/contracts';
import {
  emonEsp,
  espHome,
  type Firmware,
  givTcp,
  glow,
  openEvse,
  openEvseRapi,
  shelly,
  shellyGen1,
  tasmota,
  zigbee,
} from '@hub/domain/firmware';
import { useServices, waitFor } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { type HubFixture } from '../spec/hub-fixture';
import { OWNER, signIn, startOwnedHub } from '../spec/owner';
import { pluggedIn } from '../spec/plugged-in';

const services = useServices({ beforeAll, afterAll });
let hub: HubFixture;
let owner: Readonly<Record<string, string>>;
beforeAll(async () => {
  ({ hub, owner } = await startOwnedHub(services()));
});
afterAll(() => hub.stop());

const send = (method: string, path: string, body?: object): Promise<Response> =>
  fetch(`${hub.url}/api/v1/devices${path}`, {
    method,
    headers: { ...owner, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
const one = async (id: number) => (await (await send('GET', `/${id}`)).json()) as HouseholdDevice;
const list = async () => (await (await send('GET', '')).json()) as HouseholdDeviceList;
const now = () => Date.now() / 1000;

async function added(type: string, topic: string): Promise<number> {
  const answer = await send('POST', '', { type, name: `My ${type}`, topic });
  expect(answer.status, await answer.clone().text()).toBe(201);
  const { device, account } = (await answer.json()) as DeviceAccess;
  expect(account).toBeNull();
  return device.id;
}

const becomes = (id: number, what: string, test: (device: HouseholdDevice) => boolean) =>
  waitFor(async () => test(await one(id)), { what: `device ${id}: ${what}` });

describe('a device of the household', () => {
  it.each<[string, string, (topic: string) => Firmware, number | null]>([
    ['smartplug', 'emon/smartplug5304', emonEsp, null],
    ['wifirelay', 'emon/wifirelay12', emonEsp, null],
    ['hpmon', 'emon/hpmon7', emonEsp, null],
    ['tasmota', 'tasmota_wash', tasmota, 60],
    ['openevse', 'openevse-7b2c', openEvse, 7_200],
    ['openevse-rapi', 'emon/openevse', openEvseRapi, null],
    ['zigbee', 'zigbee2mqtt/hall heater', zigbee, 1_200],
    ['shelly-gen1', 'shellies/shelly1-98cd', shellyGen1, 80],
    ['shelly-gen2', 'shellyplug-1', shelly, 100],
    ['esphome', 'boiler', espHome, 90],
  ])('%s: added, heard, switched, measured, pressed, back after a power cut', async (type, topic, make, powerW) => {
    const id = await added(type, topic);
    expect((await one(id)).reach).toBe('unheard');
    const firmware = make(topic);
    const device = await pluggedIn(hub.publisher, firmware);
    device.joined();
    await becomes(id, 'answers', ({ reach }) => reach === 'answers');

    expect((await send('PUT', `/${id}/control`, { mode: 'off' })).status).toBe(200);
    await becomes(id, 'confirmed off', ({ control }) => control?.mode === 'off' && control.confirmed);
    expect(firmware.on(now())).toBe(false);
    await send('PUT', `/${id}/control`, { mode: 'on' });
    await becomes(id, 'confirmed on', ({ control, on }) => on === true && control?.confirmed === true);
    expect(firmware.on(now())).toBe(true);
    device.tick();
    await becomes(id, 'measured', (shown) => shown.powerW === powerW);

    device.restart();
    await becomes(id, 'on again after the power cut', () => firmware.on(now()));
    await becomes(id, 'confirmed on', ({ control }) => control?.confirmed === true);

    device.press();
    await becomes(id, 'pressed off', ({ control }) => control?.pressed?.on === false);
    expect(firmware.on(now())).toBe(false);
    await send('PUT', `/${id}/control`, { mode: 'on' });
    await becomes(id, 'on by the newest word', ({ control }) => firmware.on(now()) && control?.pressed === null);
  });

  it('keeps what it confirmed and what was pressed over a restart of the hub', async () => {
    const { devices } = await list();
    const id = devices.find(({ type }) => type === 'shelly-gen2')?.id ?? 0;
    await send('PATCH', `/${id}`, { name: 'Heater', room: 'Hall' });
    await hub.stopHub();
    await hub.startHub();
    await waitFor(async () => (await list()).devices.length === devices.length, { what: 'the devices again' });
    owner = await signIn(hub.url);
    expect(await one(id)).toMatchObject({ name: 'Heater', room: 'Hall', control: { mode: 'on' } });
    await becomes(
      id,
      'answers the new hub',
      ({ reach, control }) => reach === 'answers' && control?.confirmed === true,
    );
  });

  it('takes nothing that the broker kept of an earlier device for its own state', async () => {
    const own = 'tasmota_leftover';
    await hub.publisher.publish(`stat/${own}/POWER`, 'ON', { retain: true });
    await hub.publisher.publish(`tele/${own}/SENSOR`, JSON.stringify({ ENERGY: { Total: 9 } }), { retain: true });
    const id = await added('tasmota', own);
    // The broker hands over what it kept as soon as it is asked, before anything that comes later.
    await waitFor(
      async () => {
        await hub.publisher.publish(`tele/${own}/SENSOR`, JSON.stringify({ ENERGY: { Power: 7 } }));
        return (await one(id)).powerW === 7;
      },
      { what: 'power of the new device' },
    );
    expect(await one(id)).toMatchObject({ reach: 'answers', on: null, energyKWh: null });
  });

  it('Glow is the household’s meter', async () => {
    const id = await added('glow', 'glow/112233445566');
    const meter = await pluggedIn(hub.publisher, glow('glow/112233445566', 450));
    await waitFor(
      async () => {
        meter.tick();
        return (await hub.input(`meter:glow-${id}`, 'power'))?.value === 450;
      },
      // It speaks each ten seconds; its first word may come before the hub listens.
      { what: 'power of the meter', timeoutMs: 30_000 },
    );
    const device = await one(id);
    expect(device).toMatchObject({ powerW: 450, control: null });
    // Its register goes on by 450 W while it is waited for.
    expect(device.energyKWh).toBeGreaterThanOrEqual(6613.405);
    expect(device.energyKWh).toBeLessThan(6613.5);
  });

  it.each([
    ['takes from the grid', 'GivEnergy/CE2029G082', 620],
    ['feeds the grid', 'GivEnergy/CE2029G083', -1_450],
  ])('GivTCP of a house that %s is a meter with import positive', async (_, topic, importW) => {
    const id = await added('givtcp', topic);
    const meter = await pluggedIn(hub.publisher, givTcp(topic, importW));
    await waitFor(
      async () => {
        meter.tick();
        const { powerW, energyKWh } = await one(id);
        return powerW === importW && energyKWh !== null;
      },
      // As above.
      { what: 'power and register of the inverter', timeoutMs: 30_000 },
    );
    const device = await one(id);
    expect(device).toMatchObject({ control: null });
    // Its register of import goes on while it is waited for, or stands.
    expect(device.energyKWh).toBeGreaterThanOrEqual(4_021.3);
    expect(device.energyKWh).toBeLessThan(4_021.5);
  });

  it('a bridge shows what is behind it, which is added by its topic', async () => {
    const id = await added('zigbee2mqtt', 'zigbee2mqtt');
    const bridge = await pluggedIn(hub.publisher, zigbee('zigbee2mqtt/attic heater'));
    bridge.joined();
    const found = async () => (await (await send('GET', `/${id}/found`)).json()) as FoundDeviceList;
    const isListed = async (): Promise<boolean> =>
      (await found()).found.some(({ topic, outlets }) => topic === 'zigbee2mqtt/attic heater' && outlets === 1);
    await waitFor(isListed, { what: 'the list of the bridge' });
    const heater = await added('zigbee', 'zigbee2mqtt/attic heater');
    bridge.press();
    await becomes(heater, 'on', ({ on, powerW }) => on === true && powerW === 1_200);
    await hub.publisher.publish('zigbee2mqtt/attic heater/availability', '{"state":"offline"}', { retain: true });
    await becomes(heater, 'gone', ({ reach }) => reach === 'silent');
  });

  it('says what it used, or that it does not know', async () => {
    const [device] = (await list()).devices;
    const day = new Date().toISOString().slice(0, 10);
    const energy = await send('GET', `/${device?.id ?? 0}/energy?day=${day}`);
    expect(await energy.json()).toMatchObject({ totalKWh: null });
    expect((await send('GET', `/${device?.id ?? 0}/energy?day=2026-02-30`)).status).toBe(400);
  });

  it('is forgotten', async () => {
    const id = await added('tasmota', 'tasmota_gone');
    expect((await send('DELETE', `/${id}`)).status).toBe(204);
    expect((await send('GET', `/${id}`)).status).toBe(404);
    expect(await (await send('PUT', `/${id}/control`, { mode: 'on' })).json()).toMatchObject({
      error: { code: 'DEVICE_UNKNOWN' },
    });
  });

  it('is in the log by what people did with it, in order', async () => {
    const id = await added('tasmota', 'tasmota_logged');
    for (const mode of ['on', 'off', 'smart']) await send('PUT', `/${id}/control`, { mode });
    await send('PATCH', `/${id}`, { name: 'Boiler' });
    await send('DELETE', `/${id}`);
    const log = await (await fetch(`${hub.url}/api/v1/access/audit`, { headers: owner })).json();
    const told = z.parse(AuditList, log).entries.map(({ who, action, about }) => [who, action, about]);
    expect(told.slice(0, 6)).toEqual([
      [OWNER.name, 'device-forgotten', 'Boiler'],
      [OWNER.name, 'device-renamed', 'My tasmota → Boiler'],
      [OWNER.name, 'device-smart', 'My tasmota'],
      [OWNER.name, 'device-off', 'My tasmota'],
      [OWNER.name, 'device-on', 'My tasmota'],
      [OWNER.name, 'device-added', 'My tasmota'],
    ]);
  });

  it.each([
    ['POST', '', { type: 'tasmota', name: 'x', topic: 'a/#' }],
    ['POST', '', { type: 'tasmota', name: 'x', topic: '$SYS/x' }],
    ['POST', '', { type: 'toaster', name: 'x' }],
    ['POST', '', { type: 'tasmota', name: ' ' }],
    ['PUT', '/1/control', { mode: 'party' }],
  ])('refuses %s %s %j', async (method, path, body) => {
    expect((await send(method, path, body)).status).toBe(400);
  });

  it('is changed by the signed-in owner alone', async () => {
    const { devices } = await list();
    const path = `${hub.url}/api/v1/devices/${devices[0]?.id ?? 0}`;
    expect((await fetch(path)).status).toBe(200);
    for (const [method, tail] of [
      ['PATCH', ''],
      ['DELETE', ''],
      ['PUT', '/control'],
    ] as const)
      expect((await fetch(path + tail, { method })).status).toBe(401);
  });
});
