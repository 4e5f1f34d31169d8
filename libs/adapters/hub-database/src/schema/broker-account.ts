import { BINARY_TEXT, createdAt, table } from '@hub/adapters/mariadb';

/** An account of a device at the broker. Its password is known by the broker's own hash alone. */
export interface BrokerAccountRow {
  username: string;
  /** base64 PBKDF2-SHA512, as mosquitto's plugin compares it. */
  password: string;
  salt: string;
  iterations: number;
  /** `{ publish, subscribe }`: topic filters, as JSON. */
  rights: string;
  /** The person who was shown the password; null where the device fetched it by itself. */
  shownTo: string | null;
  createdAt: Date;
}

export const BrokerAccountSchema = table<BrokerAccountRow>({
  name: 'broker_account',
  columns: {
    username: { ...BINARY_TEXT, length: 64, primary: true },
    password: { type: 'varchar', length: 128 },
    salt: { type: 'varchar', length: 64 },
    iterations: { type: 'int', unsigned: true },
    rights: { type: 'text' },
    shownTo: { type: 'varchar', length: 64, nullable: true, name: 'shown_to' },
    createdAt,
  },
});
