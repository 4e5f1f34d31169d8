import { tariffOf } from './tariff';
import type { DatedTariff } from './tariff-history';

const band = (name: string, startMinute: number, importPencePerKWh: number) => ({
  name,
  startMinute,
  importPencePerKWh,
  generationPencePerKWh: 7,
});

/** The tariff that Bethesda began with. A hub goes by it until it is linked and has its club's own. */
export const BUILT_IN_TARIFFS: readonly DatedTariff[] = [
  {
    fromDay: '2016-10-01',
    weekday: tariffOf('Bethesda', 17.8, [
      band('morning', 360, 12),
      band('midday', 660, 10),
      band('evening', 960, 14),
      band('overnight', 1200, 7.25),
    ]),
    vatPermille: 50,
    referencePencePerKWh: 12,
  },
];
