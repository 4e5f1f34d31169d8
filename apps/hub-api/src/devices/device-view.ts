import type { DeviceControl, HouseholdDevice } from '@hub/contracts';
import { answers, overrides, plannedOn, pressInForce, type Plan } from '@hub/domain/devices';
import type { HouseDevice } from './house-device';

/** Runs that the page shows. */
const MAX_RUNS = 12;

/** What the control loop says of a device. */
export interface Standing {
  readonly plan: Plan;
  readonly on: boolean | null;
  readonly confirmed: boolean;
}

/** A device as the page shows it. */
export function deviceView(device: HouseDevice, standing: Standing, now: number): HouseholdDevice {
  const { id, typeName, type, name, room, address, state } = device;
  const { control } = type;
  const timerOn =
    state.mode === 'timer' && state.timer !== null
      ? control?.timer?.on?.(state.timer, now + (state.clockAheadS ?? 0))
      : undefined;
  return {
    id,
    type: typeName,
    kind: type.kind,
    name,
    room,
    topic: address.topic,
    outlet: address.outlet,
    reach: state.heardAt === null ? 'unheard' : answers(state, now) ? 'answers' : 'silent',
    heardAt: whole(state.heardAt),
    on: state.on ?? timerOn ?? null,
    powerW: state.powerW,
    powerAt: whole(state.powerAt),
    energyKWh: state.energyKWh,
    ip: state.ip,
    clockAheadS: whole(state.clockAheadS),
    control: control ? controlView(device, standing, now) : null,
  };
}

function controlView({ state, override }: HouseDevice, { plan, on, confirmed }: Standing, now: number): DeviceControl {
  const ownWord = overrides(override, now) ? override : null;
  const planned = plannedOn(plan, now);
  const pressed = planned !== null && pressInForce(state, planned, now) !== null ? state.press : null;
  return {
    mode: ownWord ? (ownWord.on ? 'on' : 'off') : 'smart',
    until: ownWord?.until ?? null,
    wantedOn: on,
    confirmed,
    confirmedAt: whole(state.confirmed?.at ?? null),
    pressed: pressed && { on: pressed.on, at: Math.floor(pressed.at) },
    runs: (plan.runs ?? [])
      .filter(({ end }) => end > now)
      .slice(0, MAX_RUNS)
      .map(({ start, end }) => ({ start, end })),
  };
}

const whole = (value: number | null): number | null => (value === null ? null : Math.floor(value));
