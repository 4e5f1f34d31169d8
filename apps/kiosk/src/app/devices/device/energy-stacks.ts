import { type DeviceEnergy } from '@hub/contracts';
import { HALF_HOUR_S } from '@hub/domain/time';
import { formatClock } from '@hub/ui';
import { dayOf, dayText } from '@hub/ui/format';
import { type Stack } from '@hub/ui/stack-chart';

/** The columns of a device's day by half-hours, or of its month by days. What is not known is a gap, what is to come is empty. */
export function energyStacks(parts: DeviceEnergy['parts'], isDay: boolean, nowS: number): readonly Stack[] {
  return parts.map(({ start, energyKWh }) => ({
    ...(isDay ? halfHourName(start) : dayName(start)),
    state: energyKWh !== null ? 'known' : start > nowS ? 'ahead' : 'missing',
    parts: energyKWh === null ? [] : [{ name: 'used', value: energyKWh }],
  }));
}

function halfHourName(start: number): Pick<Stack, 'label' | 'name'> {
  const clock = formatClock(start);
  return { label: clock.endsWith(':00') ? clock : '', name: `${clock}–${formatClock(start + HALF_HOUR_S)}` };
}

function dayName(start: number): Pick<Stack, 'label' | 'name'> {
  const day = dayOf(start);
  return { label: String(Number(day.slice(8))), name: dayText(day) };
}
