import { computed, effect, inject, Injectable, linkedSignal, type Signal } from '@angular/core';
import { ClubForecast } from '@hub/contracts';
import { type Fault, HubClock, remote, type Remote } from '@hub/data-access';
import { type ShownVerdict, steadyVerdict } from '@hub/domain/community';
import { type ForecastView, forecastView } from './forecast-view';

const REFRESH_MS = 300_000;
/** What the hub's other calls about the club answer while it belongs to no account. */
const UNLINKED: Fault = { kind: 'refused', status: 503, code: 'LINK_NEEDED', message: '', action: '' };
const BANDS: readonly string[] = ['morning', 'midday', 'evening', 'overnight'];

/** The verdict that was shown last, on whatever page: the next one does not contradict it without reason. */
@Injectable({ providedIn: 'root' })
class VerdictMemory {
  last: ShownVerdict | undefined;
}

export interface ClubOutlook {
  readonly forecast: Remote<ClubForecast>;
  /** Why there is no forecast, or none of the club. */
  readonly fault: Signal<Fault | undefined>;
  readonly view: Signal<ForecastView | undefined>;
  /** The house's time in whole minutes; 0 while not known. */
  readonly nowS: Signal<number>;
  /** Whose sky the valley lies under. */
  readonly sky: Signal<string | undefined>;
}

/** The hours ahead as the pages show them. Call where one may inject. */
export function clubOutlook(): ClubOutlook {
  const time = inject(HubClock);
  const memory = inject(VerdictMemory);
  const forecast = remote(() => 'club/forecast', ClubForecast, REFRESH_MS);
  const nowS = computed(() => time.minuteS() ?? forecast.value()?.madeAt ?? 0);
  const fresh = computed(() => {
    const known = forecast.value();
    return known && forecastView(known, nowS());
  });
  const shown = linkedSignal<ForecastView | undefined, ShownVerdict | undefined>({
    source: fresh,
    computation: (view, previous) => view && steadyVerdict(previous?.value ?? memory.last, view.verdict, nowS()),
  });
  effect(() => (memory.last = shown() ?? memory.last));
  return {
    forecast,
    fault: computed(() => forecast.fault() ?? (fresh()?.basis === 'unlinked' ? UNLINKED : undefined)),
    nowS,
    view: computed(() => {
      const [view, said] = [fresh(), shown()];
      return view && said && { ...view, verdict: said.verdict };
    }),
    sky: computed(() => BANDS.find((band) => band === fresh()?.band)),
  };
}
