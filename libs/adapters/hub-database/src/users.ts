import type { DataSource } from 'typeorm';
import { type UserRow, UserSchema } from './schema/user';

const OWNER_ID = 1;

export type User = Readonly<Omit<UserRow, 'createdAt'>>;

/** Local accounts. */
export interface UserTables {
  /** Whether the hub has an owner. */
  hasOwner(): Promise<boolean>;
  /** Makes the owner's account. False: there is an owner already, and nothing was changed. */
  createOwner(name: string, passwordHash: string): Promise<boolean>;
  /** Names are the same in capitals and small letters. */
  userByName(name: string): Promise<User | undefined>;
  /** Gives the owner another password. Undefined: there is no owner. */
  setOwnerPassword(passwordHash: string): Promise<User | undefined>;
}

export function userTables(open: () => DataSource): UserTables {
  return {
    hasOwner: () => open().manager.existsBy(UserSchema, { id: OWNER_ID }),
    createOwner: async (name, passwordHash) => {
      const result: { readonly affectedRows: number } = await open().query(
        'INSERT IGNORE INTO user (id, name, password_hash) VALUES (?, ?, ?)',
        [OWNER_ID, name, passwordHash],
      );
      return result.affectedRows === 1;
    },
    setOwnerPassword: async (passwordHash) => {
      const { manager } = open();
      await manager.update(UserSchema, { id: OWNER_ID }, { passwordHash });
      return (await manager.findOneBy(UserSchema, { id: OWNER_ID })) ?? undefined;
    },
    userByName: async (name) => (await open().manager.findOneBy(UserSchema, { name })) ?? undefined,
  };
}
