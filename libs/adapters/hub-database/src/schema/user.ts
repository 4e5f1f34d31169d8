import { createdAt, numericId, table } from '@hub/adapters/mariadb';

/** A local account. The owner is number 1: two claims at once cannot both make it. */
export interface UserRow {
  id: number;
  name: string;
  /** `scrypt$…`. */
  passwordHash: string;
  createdAt: Date;
}

export const UserSchema = table<UserRow>({
  name: 'user',
  columns: {
    id: numericId,
    name: { type: 'varchar', length: 64 },
    passwordHash: { type: 'varchar', length: 200, name: 'password_hash' },
    createdAt,
  },
  indices: [{ name: 'ux_user_name', columns: ['name'], unique: true }],
});
