import { BINARY_TEXT, createdAt, numericId, table } from '@hub/adapters/mariadb';

const unsigned = (name: string) => ({ type: 'int', unsigned: true, name }) as const;
const hubId = { ...BINARY_TEXT, length: 10, name: 'hub_id' };

/** A hub that belongs to a household. Times are unix seconds. */
export interface HubRow {
  id: string;
  memberId: number;
  linkedAt: number;
  version: string;
  lastContact: number | null;
  /** JSON: a list of texts. */
  localAddresses: string;
  /** JSON: what its agent last reported. */
  updateStatus: string | null;
  groupName: string | null;
  hold: boolean;
  pin: string | null;
}

export const HubSchema = table<HubRow>({
  name: 'hub',
  columns: {
    id: { ...BINARY_TEXT, length: 10, primary: true },
    memberId: unsigned('member_id'),
    linkedAt: unsigned('linked_at'),
    version: { type: 'varchar', length: 64 },
    lastContact: { ...unsigned('last_contact'), nullable: true },
    localAddresses: { type: 'text', name: 'local_addresses' },
    updateStatus: { type: 'text', name: 'update_status', nullable: true },
    groupName: { type: 'varchar', length: 32, name: 'group_name', nullable: true },
    hold: { type: 'boolean' },
    pin: { type: 'varchar', length: 64, nullable: true },
  },
  indices: [{ name: 'ix_hub_member', columns: ['memberId'] }],
  foreignKeys: [
    {
      name: 'fk_hub_member',
      target: 'member',
      columnNames: ['memberId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

/** A hub that the factory made, and the key by which it proves itself; null where the team vouches for the id. */
export interface FactoryHubRow {
  hubId: string;
  enrolmentKey: string | null;
}

export const FactoryHubSchema = table<FactoryHubRow>({
  name: 'factory_hub',
  columns: {
    hubId: { ...hubId, primary: true },
    enrolmentKey: { ...BINARY_TEXT, length: 64, name: 'enrolment_key', nullable: true },
  },
});

/** A certificate that was given to a hub. */
export interface CertificateRow {
  serial: string;
  hubId: string;
  issuedAt: number;
  notAfter: number;
  revokedAt: number | null;
}

export const CertificateSchema = table<CertificateRow>({
  name: 'hub_certificate',
  columns: {
    serial: { ...BINARY_TEXT, length: 40, primary: true },
    hubId,
    issuedAt: unsigned('issued_at'),
    notAfter: unsigned('not_after'),
    revokedAt: { ...unsigned('revoked_at'), nullable: true },
  },
  indices: [{ name: 'ix_hub_certificate_hub', columns: ['hubId'] }],
});

export interface HubEventRow {
  id: number;
  hubId: string;
  at: number;
  event: string;
  detail: string;
}

export const HubEventSchema = table<HubEventRow>({
  name: 'hub_event',
  columns: {
    id: numericId,
    hubId,
    at: unsigned('at'),
    event: { type: 'varchar', length: 32 },
    detail: { type: 'varchar', length: 255 },
  },
  indices: [{ name: 'ix_hub_event_hub', columns: ['hubId'] }],
});

/** A release; its bundle is a file. */
export interface ReleaseRow {
  version: string;
  /** JSON, as it was published. */
  manifest: string;
  uploaded: boolean;
  createdAt: Date;
}

export const ReleaseSchema = table<ReleaseRow>({
  name: 'software_release',
  columns: {
    version: { ...BINARY_TEXT, primary: true },
    manifest: { type: 'text' },
    uploaded: { type: 'boolean' },
    createdAt,
  },
});

export interface RolloutRow {
  id: number;
  version: string;
  /** JSON: the plan. */
  plan: string;
  state: string;
  reason: string | null;
  startedAt: number;
  /** JSON: unix seconds of each open wave. */
  openedAt: string;
  resumedAt: number;
}

export const RolloutSchema = table<RolloutRow>({
  name: 'rollout',
  columns: {
    id: numericId,
    version: BINARY_TEXT,
    plan: { type: 'text' },
    state: { type: 'varchar', length: 16 },
    reason: { type: 'varchar', length: 255, nullable: true },
    startedAt: unsigned('started_at'),
    openedAt: { type: 'text', name: 'opened_at' },
    resumedAt: unsigned('resumed_at'),
  },
});

export interface RolloutHubRow {
  rolloutId: number;
  hubId: string;
  wave: number;
  progress: string;
  since: number;
  reason: string | null;
}

const ofRollout = (name: string) => [
  {
    name,
    target: 'rollout',
    columnNames: ['rolloutId'],
    referencedColumnNames: ['id'],
    onDelete: 'CASCADE' as const,
  },
];

export const RolloutHubSchema = table<RolloutHubRow>({
  name: 'rollout_hub',
  columns: {
    rolloutId: { ...unsigned('rollout_id'), primary: true },
    hubId: { ...hubId, primary: true },
    wave: { type: 'smallint', unsigned: true },
    progress: { type: 'varchar', length: 16 },
    since: unsigned('since'),
    reason: { type: 'varchar', length: 255, nullable: true },
  },
  foreignKeys: ofRollout('fk_rollout_hub_rollout'),
});

export interface RolloutEventRow {
  id: number;
  rolloutId: number;
  at: number;
  event: string;
  hubId: string | null;
  detail: string;
}

export const RolloutEventSchema = table<RolloutEventRow>({
  name: 'rollout_event',
  columns: {
    id: numericId,
    rolloutId: unsigned('rollout_id'),
    at: unsigned('at'),
    event: { type: 'varchar', length: 16 },
    hubId: { ...hubId, nullable: true },
    detail: { type: 'varchar', length: 255 },
  },
  foreignKeys: ofRollout('fk_rollout_event_rollout'),
});

export const FLEET_TABLES = [
  HubSchema,
  FactoryHubSchema,
  CertificateSchema,
  HubEventSchema,
  ReleaseSchema,
  RolloutSchema,
  RolloutHubSchema,
  RolloutEventSchema,
];
