import { type HouseholdDevice } from '@hub/contracts';
import { formatClock } from '@hub/ui';
import { dayOf, shortDayText, soonText } from '@hub/ui/format';

/** How a device is, in a word. `quiet`: it does not answer, or never has. `reads`: it is only read. */
export type Tone = 'on' | 'off' | 'quiet' | 'reads';

export interface DeviceState {
  readonly tone: Tone;
  readonly word: string;
}

/** A time that has passed, as people say it: "14:05", "14:05 on 22 November". Unix seconds. */
export function pastText(timeS: number, nowS: number): string {
  const clock = formatClock(timeS);
  const day = dayOf(timeS);
  if (day === dayOf(nowS)) return clock;
  const date = shortDayText(day);
  return $localize`:@@devices.past:${clock}:clock: on ${date}:date:`;
}

/** What the device itself says. */
export function deviceState({ reach, on, control }: HouseholdDevice): DeviceState {
  if (reach === 'unheard') return { tone: 'quiet', word: $localize`:@@devices.unheard:Not heard yet` };
  if (reach === 'silent') return { tone: 'quiet', word: $localize`:@@devices.silent:Not answering` };
  if (on === true) return { tone: 'on', word: $localize`:@@devices.on:On` };
  if (on === false) return { tone: 'off', word: $localize`:@@devices.off:Off` };
  if (control === null) return { tone: 'reads', word: $localize`:@@devices.reads:Working` };
  return { tone: 'quiet', word: $localize`:@@devices.unsure:On or off? Not known` };
}

/** What decides about the device, and until when; undefined for what is only read. */
export function planText({ control }: HouseholdDevice, nowS: number): string | undefined {
  if (!control) return undefined;
  const { mode, until, runs } = control;
  if (mode !== 'smart') return wordText(mode === 'on', until === null ? undefined : soonText(until, nowS));
  const run = runs[0];
  if (run === undefined) return $localize`:@@devices.noRun:No run is planned`;
  const [start, end] = [soonText(run.start, nowS), soonText(run.end, nowS)];
  return run.start <= nowS
    ? $localize`:@@devices.runsUntil:Runs until ${end}:end:`
    : $localize`:@@devices.nextRun:Next run ${start}:start:`;
}

function wordText(on: boolean, until: string | undefined): string {
  if (until === undefined)
    return on
      ? $localize`:@@devices.keptOn:Kept on until you change it`
      : $localize`:@@devices.keptOff:Kept off until you change it`;
  return on
    ? $localize`:@@devices.onUntil:Kept on until ${until}:until:`
    : $localize`:@@devices.offUntil:Kept off until ${until}:until:`;
}

/** What the household should know besides: silence, a button, a command that is on its way or was confirmed. */
export function deviceNotes(device: HouseholdDevice, nowS: number): readonly string[] {
  const { reach, heardAt } = device;
  if (reach === 'silent' && heardAt !== null) {
    const since = pastText(heardAt, nowS);
    return [$localize`:@@devices.silentSince:Nothing heard since ${since}:since:`];
  }
  const { control } = device;
  if (reach !== 'answers' || !control) return [];
  return [pressText(control.pressed, nowS), askedText(control, nowS)].filter((note) => note !== undefined);
}

type Control = NonNullable<HouseholdDevice['control']>;

function pressText(pressed: Control['pressed'], nowS: number): string | undefined {
  if (pressed === null) return undefined;
  const at = pastText(pressed.at, nowS);
  return pressed.on
    ? $localize`:@@devices.pressedOn:Its button switched it on at ${at}:at:. That holds until the next planned change.`
    : $localize`:@@devices.pressedOff:Its button switched it off at ${at}:at:. That holds until the next planned change.`;
}

function askedText({ wantedOn, confirmed, confirmedAt, pressed }: Control, nowS: number): string | undefined {
  if (wantedOn === null || pressed !== null) return undefined;
  if (!confirmed)
    return wantedOn
      ? $localize`:@@devices.askedOn:Asked to switch on; waiting for its answer`
      : $localize`:@@devices.askedOff:Asked to switch off; waiting for its answer`;
  if (confirmedAt === null) return undefined;
  const at = pastText(confirmedAt, nowS);
  return $localize`:@@devices.confirmed:Confirmed at ${at}:at:`;
}
