import * as z from 'zod/mini';
import { ControlMode, DeviceKind, DeviceTypeName, HouseholdDevice } from './device-view';

const MAX_OUTLETS = 8;
const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(64));
const room = z.nullable(name);

/** Levels of a topic without wildcards, and without the broker's own (`$…`). */
const topic = z
  .string()
  .check(z.maxLength(128), z.regex(/^[^\s#+$/][^#+$\p{Cc}]*[^\s#+$/]$/u, 'a topic without #, + and $'));

/**
 * Body of `POST /api/v1/devices`. `topic`: the device has an account already and speaks there; without it the hub makes
 * an account, and a topic that ends in `suffix` where one is wanted.
 */
export const DeviceRequest = z.object({
  type: DeviceTypeName,
  name,
  room: z._default(room, null),
  outlet: z._default(z.number().check(z.int(), z.minimum(1), z.maximum(MAX_OUTLETS)), 1),
  topic: z.optional(topic),
  suffix: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{1,32}$/, 'letters, digits, _ and -, at most 32'))),
});
export type DeviceRequest = z.infer<typeof DeviceRequest>;

/** Body of `PATCH /api/v1/devices/:id`. */
export const DeviceNaming = z.object({ name: z.optional(name), room: z.optional(room) });
export type DeviceNaming = z.infer<typeof DeviceNaming>;

/** Body of `PUT /api/v1/devices/:id/control`. `until`: unix seconds at which the schedule takes over again. */
export const ControlRequest = z.object({
  mode: ControlMode,
  until: z._default(z.nullable(z.number().check(z.int(), z.positive())), null),
});
export type ControlRequest = z.infer<typeof ControlRequest>;

/** Where the firmware's own pages ask for the broker, and by which labels. */
export const FirmwareSettings = z.object({
  path: z.array(z.string()),
  host: z.string(),
  port: z.string(),
  user: z.string(),
  password: z.string(),
  topic: z.optional(z.string()),
  also: z.array(z.tuple([z.string(), z.string()])),
});
export type FirmwareSettings = z.infer<typeof FirmwareSettings>;

/** `GET /api/v1/devices/types`. */
export const DeviceTypeList = z.object({
  types: z.array(
    z.object({ type: DeviceTypeName, kind: DeviceKind, controllable: z.boolean(), settings: FirmwareSettings }),
  ),
});
export type DeviceTypeList = z.infer<typeof DeviceTypeList>;

/** Answer of `POST /api/v1/devices`: what the household enters in the device. */
export const DeviceAccess = z.object({
  device: HouseholdDevice,
  /** Null: the device has an account already. The password is shown this once. */
  account: z.nullable(z.object({ port: z.number(), username: z.string(), password: z.string() })),
  topic: z.string(),
  settings: FirmwareSettings,
});
export type DeviceAccess = z.infer<typeof DeviceAccess>;

/** Query of `GET /api/v1/devices/:id/energy`: a local day, or the first of a month for all of its days. */
export const DeviceEnergyQuery = z.object({ day: z.string(), period: z._default(z.enum(['day', 'month']), 'day') });
export type DeviceEnergyQuery = z.infer<typeof DeviceEnergyQuery>;

/** Energy of a day by half-hours, or of a month by days. Null: not measured. */
export const DeviceEnergy = z.object({
  totalKWh: z.nullable(z.number()),
  parts: z.array(z.object({ start: z.number(), energyKWh: z.nullable(z.number()) })),
});
export type DeviceEnergy = z.infer<typeof DeviceEnergy>;
