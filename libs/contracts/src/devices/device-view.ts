import { DEVICE_TYPE_NAMES } from '@hub/domain/devices';
import * as z from 'zod/mini';

export const DeviceTypeName = z.enum(DEVICE_TYPE_NAMES);
export type DeviceTypeName = z.infer<typeof DeviceTypeName>;

export const DeviceKind = z.enum(['plug', 'charger', 'heat-pump', 'meter', 'bridge']);

/** `unheard`: no message since it was added. `silent`: none for some minutes, or the broker says that it is gone. */
export const DeviceReach = z.enum(['answers', 'silent', 'unheard']);
export type DeviceReach = z.infer<typeof DeviceReach>;

/** How a device decides: by the household's own word (`on`, `off`), or by its schedule. */
export const ControlMode = z.enum(['on', 'off', 'smart']);
export type ControlMode = z.infer<typeof ControlMode>;

/** What the device was asked for. `asked` becomes `confirmed` when the device itself says so. */
export const DeviceControl = z.object({
  mode: ControlMode,
  /** When the household's word ends and the schedule follows; null: when it says so. */
  until: z.nullable(z.number()),
  /** What it should be now; null: nothing is planned, and it is left as it is. */
  wantedOn: z.nullable(z.boolean()),
  confirmed: z.boolean(),
  confirmedAt: z.nullable(z.number()),
  /** Its own button was pressed, and that holds until the plan changes. */
  pressed: z.nullable(z.object({ on: z.boolean(), at: z.number() })),
  /** The runs that are planned, soonest first, unix seconds. */
  runs: z.array(z.object({ start: z.number(), end: z.number() })),
});
export type DeviceControl = z.infer<typeof DeviceControl>;

/** A device of the household. Times are unix seconds; what is not known is null. */
export const HouseholdDevice = z.object({
  id: z.number(),
  type: DeviceTypeName,
  kind: DeviceKind,
  name: z.string(),
  room: z.nullable(z.string()),
  topic: z.string(),
  outlet: z.number(),
  reach: DeviceReach,
  heardAt: z.nullable(z.number()),
  on: z.nullable(z.boolean()),
  powerW: z.nullable(z.number()),
  powerAt: z.nullable(z.number()),
  energyKWh: z.nullable(z.number()),
  ip: z.nullable(z.string()),
  /** Its clock less the hub's, seconds. */
  clockAheadS: z.nullable(z.number()),
  /** Null for what is only read. */
  control: z.nullable(DeviceControl),
});
export type HouseholdDevice = z.infer<typeof HouseholdDevice>;

/** `clockKnown`: false while the hub's clock is not set; nothing is switched then. */
export const HouseholdDeviceList = z.object({ clockKnown: z.boolean(), devices: z.array(HouseholdDevice) });
export type HouseholdDeviceList = z.infer<typeof HouseholdDeviceList>;

/** Name of the server-sent event of `GET /api/v1/devices/live`; its data is the list. */
export const DEVICES_EVENT = 'devices';

/** `GET /api/v1/devices/:id/found`: what a bridge says is behind it. Added with its topic, `<bridge>/<name>`. */
export const FoundDeviceList = z.object({
  found: z.array(
    z.object({
      address: z.string(),
      name: z.string(),
      model: z.string(),
      topic: z.string(),
      outlets: z.number(),
      measuresPower: z.boolean(),
      measuresEnergy: z.boolean(),
    }),
  ),
});
export type FoundDeviceList = z.infer<typeof FoundDeviceList>;
