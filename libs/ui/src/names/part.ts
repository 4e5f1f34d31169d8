const KNOWN = ['morning', 'midday', 'evening', 'overnight', 'hydro', 'bought', 'used', 'spare'] as const;

/** What a piece of energy was: the club's hydro, bought in a band of the day, bought without knowing when, used by one device, or left over. */
export type PartKind = (typeof KNOWN)[number];

/** The kind with this name; a band that this page has no colour for is just bought. */
export function partKind(name: string): PartKind {
  return KNOWN.find((kind) => kind === name) ?? 'bought';
}

const NAMES: Readonly<Record<PartKind, string>> = {
  morning: $localize`:@@part.morning:Morning`,
  midday: $localize`:@@part.midday:Midday`,
  evening: $localize`:@@part.evening:Evening`,
  overnight: $localize`:@@part.overnight:Overnight`,
  hydro: $localize`:@@part.hydro:Hydro`,
  bought: $localize`:@@part.bought:Bought`,
  used: $localize`:@@part.used:Used`,
  spare: $localize`:@@part.spare:Not used here`,
};

/** Its name in the language of the page. A band of another club's tariff keeps the name that the club gave it. */
export function partName(name: string): string {
  const kind = KNOWN.find((known) => known === name);
  return kind === undefined ? name : NAMES[kind];
}
