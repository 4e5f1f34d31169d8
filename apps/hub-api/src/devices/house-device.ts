import type { StoredDevice } from '@hub/adapters/hub-database';
import {
  DEVICE_TYPE_NAMES,
  DEVICE_TYPES,
  type Confirmed,
  type DeviceAddress,
  type DeviceState,
  type DeviceType,
  type DeviceTypeName,
  type Override,
  type Press,
  UNHEARD,
} from '@hub/domain/devices';
import * as z from 'zod/mini';

/** A device of the household: what is stored of it, and what it last said. */
export interface HouseDevice {
  readonly id: number;
  readonly typeName: DeviceTypeName;
  readonly type: DeviceType;
  readonly address: DeviceAddress;
  readonly name: string;
  readonly room: string | null;
  readonly account: string | null;
  readonly override: Override | null;
  readonly state: DeviceState;
}

const StoredOverride = z.object({ on: z.boolean(), since: z.number(), until: z.nullable(z.number()) });
const StoredControl = z.object({
  press: z.nullable(z.object({ on: z.boolean(), at: z.number(), against: z.boolean(), until: z.nullable(z.number()) })),
  confirmed: z.nullable(
    z.object({ on: z.boolean(), mode: z.enum(['on', 'off', 'timer']), timer: z.nullable(z.string()), at: z.number() }),
  ),
});

/** What must outlive a restart of the hub: a press, and what the device had confirmed. */
export interface LastingControl {
  readonly press: Press | null;
  readonly confirmed: Confirmed | null;
}

/** The device of a row; undefined for a type that a later release knows and this one does not. */
export function deviceOf(row: StoredDevice): HouseDevice | undefined {
  const typeName = DEVICE_TYPE_NAMES.find((known) => known === row.type);
  if (typeName === undefined) return undefined;
  const { id, topic, outlet, name, room, account } = row;
  const lasting = read(StoredControl, row.control);
  return {
    id,
    typeName,
    type: DEVICE_TYPES[typeName],
    address: { topic, outlet },
    name,
    room,
    account,
    override: read(StoredOverride, row.override) ?? null,
    state: { ...UNHEARD, ...lasting },
  };
}

function read<Schema extends z.ZodMiniType>(schema: Schema, text: string | null): z.output<Schema> | undefined {
  if (text === null) return undefined;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export const lastingText = ({ press, confirmed }: LastingControl): string => JSON.stringify({ press, confirmed });

/** Whether something lasting changed. A device that confirms the same again is not worth a write. */
export const lastingDiffers = (a: LastingControl, b: LastingControl): boolean =>
  JSON.stringify([a.press, timeless(a.confirmed)]) !== JSON.stringify([b.press, timeless(b.confirmed)]);

const timeless = (confirmed: Confirmed | null) => confirmed && { ...confirmed, at: 0 };
