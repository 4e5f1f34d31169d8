import { BINARY_TEXT, createdAt, numericId, pence, table } from '@hub/adapters/mariadb';

/** A household of a club, as the settlement server knows it. */
export interface MemberRow {
  id: number;
  mpan: string;
  /** Opens the member's reports at the settlement server. */
  token: string;
  name: string;
  /** First day of membership, `YYYY-MM-DD`. */
  joinedDay: string;
  /** First day after the membership; null while it lasts. */
  leftDay: string | null;
  createdAt: Date;
}

export const MemberSchema = table<MemberRow>({
  name: 'member',
  columns: {
    id: numericId,
    mpan: BINARY_TEXT,
    token: BINARY_TEXT,
    name: { type: 'varchar', length: 128 },
    joinedDay: { type: 'date', name: 'joined_day' },
    leftDay: { type: 'date', name: 'left_day', nullable: true },
    createdAt,
  },
  indices: [{ name: 'ux_member_mpan_joined', columns: ['mpan', 'joinedDay'], unique: true }],
});

/** Half-hours in a feed file: the row's number is the feed's. */
export interface SeriesRow {
  id: number;
  /** 0 is the club itself. */
  memberId: number;
  kind: string;
  createdAt: Date;
}

export const SeriesSchema = table<SeriesRow>({
  name: 'series',
  columns: {
    id: numericId,
    memberId: { type: 'int', unsigned: true, name: 'member_id' },
    kind: { type: 'varchar', length: 16 },
    createdAt,
  },
  indices: [{ name: 'ux_series_member_kind', columns: ['memberId', 'kind'], unique: true }],
});

/** How far a task has come. */
export interface ProgressRow {
  task: string;
  /** Everything before this unix second is done; null when nothing is waiting. */
  dueFrom: number | null;
  /** Counts what became due: work done for an older count does not settle a newer one. */
  version: number;
}

export const ProgressSchema = table<ProgressRow>({
  name: 'progress',
  columns: {
    task: { type: 'varchar', length: 32, primary: true },
    dueFrom: { type: 'int', unsigned: true, nullable: true, name: 'due_from' },
    version: { type: 'int', unsigned: true },
  },
});

/** Lets its holder read one member's series. The key itself is known to the holder alone. */
export interface AccessKeyRow {
  /** SHA-256 of the key, hexadecimal. */
  hash: string;
  memberId: number;
  createdAt: Date;
}

export const AccessKeySchema = table<AccessKeyRow>({
  name: 'access_key',
  columns: {
    hash: { type: 'char', length: 64, primary: true },
    memberId: { type: 'int', unsigned: true, name: 'member_id' },
    createdAt,
  },
  foreignKeys: [
    {
      name: 'fk_access_key_member',
      target: 'member',
      columnNames: ['memberId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

/** Prices from a day on. */
export interface ClubTariffRow {
  id: number;
  name: string;
  fromDay: string;
  standingChargePencePerDay: string;
  vatPermille: number;
  referencePencePerKWh: string;
}

export const ClubTariffSchema = table<ClubTariffRow>({
  name: 'club_tariff',
  columns: {
    id: numericId,
    name: { type: 'varchar', length: 64 },
    fromDay: { type: 'date', name: 'from_day' },
    standingChargePencePerDay: pence('standing_charge_pence_per_day'),
    vatPermille: { type: 'smallint', unsigned: true, name: 'vat_permille' },
    referencePencePerKWh: pence('reference_pence_per_kwh'),
  },
  indices: [{ name: 'ux_club_tariff_from_day', columns: ['fromDay'], unique: true }],
});

/** A band of a tariff, for working days or for weekends where those have their own. */
export interface ClubTariffBandRow {
  tariffId: number;
  weekend: boolean;
  startMinute: number;
  name: string;
  importPencePerKWh: string;
  generationPencePerKWh: string;
  /** What pages call it; null where its name says it. */
  labelEn: string | null;
  labelCy: string | null;
}

export const ClubTariffBandSchema = table<ClubTariffBandRow>({
  name: 'club_tariff_band',
  columns: {
    tariffId: { type: 'int', unsigned: true, name: 'tariff_id', primary: true },
    weekend: { type: 'boolean', primary: true },
    startMinute: { type: 'smallint', unsigned: true, name: 'start_minute', primary: true },
    name: { type: 'varchar', length: 32 },
    importPencePerKWh: pence('import_pence_per_kwh'),
    generationPencePerKWh: pence('generation_pence_per_kwh'),
    labelEn: { type: 'varchar', length: 32, name: 'label_en', nullable: true },
    labelCy: { type: 'varchar', length: 32, name: 'label_cy', nullable: true },
  },
  foreignKeys: [
    {
      name: 'fk_club_tariff_band',
      target: 'club_tariff',
      columnNames: ['tariffId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

/** Up to which day a window of a series was asked for again. */
export interface RevisionRow {
  seriesId: number;
  days: number;
  newestDay: string;
}

export const RevisionSchema = table<RevisionRow>({
  name: 'revision',
  columns: {
    seriesId: { type: 'int', unsigned: true, name: 'series_id', primary: true },
    days: { type: 'smallint', unsigned: true, primary: true },
    newestDay: { type: 'date', name: 'newest_day' },
  },
});

/** Days that the team wants to be fetched again. */
export interface FetchAgainRow {
  id: number;
  fromDay: string;
  toDay: string;
  createdAt: Date;
}

export const FetchAgainSchema = table<FetchAgainRow>({
  name: 'fetch_again',
  columns: {
    id: numericId,
    fromDay: { type: 'date', name: 'from_day' },
    toDay: { type: 'date', name: 'to_day' },
    createdAt,
  },
});

export const CLUB_TABLES = [
  MemberSchema,
  SeriesSchema,
  ProgressSchema,
  AccessKeySchema,
  ClubTariffSchema,
  ClubTariffBandSchema,
  RevisionSchema,
  FetchAgainSchema,
];
