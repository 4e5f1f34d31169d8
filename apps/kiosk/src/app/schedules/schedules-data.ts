import { computed, inject, type Signal } from '@angular/core';
import { HouseholdDeviceList, ScheduleList, type ScheduleView } from '@hub/contracts';
import { type Fault, HubClock, remote } from '@hub/data-access';
import { type PlanRow } from '@hub/ui/plan-lane';
import { Deployment } from '../routing/deployment';

const REFRESH_MS = 15_000;
const DEVICES_MS = 60_000;

/** A schedule with the name of its device. */
interface NamedSchedule {
  readonly name: string;
  readonly view: ScheduleView;
}

interface SchedulesData {
  /** Undefined before the first answer. The soonest run first. */
  readonly schedules: Signal<readonly NamedSchedule[] | undefined>;
  readonly devices: Signal<HouseholdDeviceList['devices'] | undefined>;
  /** Whether the household has a device that the hub can switch. */
  readonly canPlan: Signal<boolean>;
  readonly fault: Signal<Fault | undefined>;
  /** The house's time in whole minutes; 0 while not known. */
  readonly nowS: Signal<number>;
  readonly rows: Signal<readonly PlanRow[]>;
  /** Takes over what a change was answered with. */
  take(view: ScheduleView): void;
  reload(): void;
}

/** What is planned, kept up to date; nothing on the community server, which plans nothing. Call where one may inject. */
export function schedulesData(): SchedulesData {
  const time = inject(HubClock);
  const { kind } = inject(Deployment);
  const here = (path: string) => () => (kind() === 'hub' ? path : undefined);
  const list = remote(here('schedules'), ScheduleList, REFRESH_MS);
  const devices = remote(here('devices'), HouseholdDeviceList, DEVICES_MS);
  const schedules = computed(() => {
    const known = list.value()?.schedules;
    const names = new Map(devices.value()?.devices.map(({ id, name }) => [id, name]));
    return known
      ?.map((view) => ({ view, name: names.get(view.rule.deviceId) ?? deviceNumber(view.rule.deviceId) }))
      .sort((a, b) => beginningOf(a.view) - beginningOf(b.view) || a.view.id - b.view.id);
  });
  return {
    schedules,
    devices: computed(() => devices.value()?.devices),
    canPlan: computed(() => devices.value()?.devices.some(({ control }) => control !== null) ?? false),
    fault: computed(() => list.fault() ?? devices.fault()),
    nowS: computed(() => time.minuteS() ?? 0),
    rows: computed(() => (schedules() ?? []).flatMap(({ name, view }) => rowOf(name, view))),
    take: (view) => {
      const known = list.value()?.schedules ?? [];
      list.set({ schedules: [...known.filter(({ id }) => id !== view.id), view] });
    },
    reload: () => list.reload(),
  };
}

/** A device that is no longer in the list. */
export const deviceNumber = (id: number): string => $localize`:@@schedule.device:Device ${id}:number:`;

const beginningOf = ({ next }: ScheduleView): number => next[0]?.blocks[0]?.[0] ?? Infinity;

/** The lane of a schedule: its boost and its planned runs; none where nothing is ahead. */
export function rowOf(name: string, { standing, next }: ScheduleView): readonly PlanRow[] {
  const boost =
    standing.boostFrom !== null && standing.boostUntil !== null
      ? [[standing.boostFrom, standing.boostUntil] as const]
      : [];
  const blocks = [...boost, ...next.flatMap((run) => run.blocks)];
  return blocks.length === 0 ? [] : [{ name, blocks, dueS: next[0]?.deadline }];
}
