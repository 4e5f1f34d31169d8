import { type Catchment, hydroFromRain } from './hydro-model';

/** What drives the forecast of a generator. Weather series hold one value a half-hour; NaN is missing. */
export type GenerationSource =
  /** `rainMmPerHour` begins `spinUp` half-hours before the first wanted one. */
  | {
      readonly type: 'hydro';
      readonly catchment: Catchment;
      readonly rainMmPerHour: readonly number[];
      readonly spinUp: number;
    }
  /** A panel forecast for one reference kW, in kW, and the array's size in those reference units. */
  | { readonly type: 'solar'; readonly panelKW: readonly number[]; readonly scale: number }
  /** kW = speed × `kWPerMs` + `offsetKW`, between standing still and the rated power. */
  | {
      readonly type: 'wind';
      readonly speedMs: readonly number[];
      readonly kWPerMs: number;
      readonly offsetKW: number;
      readonly ratedKW: number;
    }
  | { readonly type: 'flat'; readonly wh: number };

/** Forecast of one generator in whole watt-hours a half-hour, `count` of them; NaN where its weather is missing. */
export function forecastGeneration(source: GenerationSource, count: number): Float64Array {
  const values = forecastValues(source);
  return Float64Array.from({ length: count }, (_, slot) => Math.round(Math.max(values(slot), 0)));
}

function forecastValues(source: GenerationSource): (slot: number) => number {
  switch (source.type) {
    case 'hydro': {
      const wh = hydroFromRain(source.catchment, source.rainMmPerHour);
      return (slot) => wh[source.spinUp + slot] ?? NaN;
    }
    case 'solar':
      return (slot) => halfHourWh((source.panelKW[slot] ?? NaN) * source.scale);
    case 'wind':
      return (slot) => {
        const powerKW = (source.speedMs[slot] ?? NaN) * source.kWPerMs + source.offsetKW;
        return halfHourWh(Math.min(powerKW, source.ratedKW));
      };
    case 'flat':
      return () => source.wh;
  }
}

function halfHourWh(powerKW: number): number {
  return powerKW * 500;
}
