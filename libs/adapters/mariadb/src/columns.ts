import { EntitySchema, type EntitySchemaColumnOptions, type EntitySchemaOptions } from 'typeorm';

/** Names of devices: case and accents matter, unlike in MariaDB's default collation. */
export const BINARY_TEXT: EntitySchemaColumnOptions = {
  type: 'varchar',
  length: 64,
  charset: 'utf8mb4',
  collation: 'utf8mb4_bin',
};

export const numericId: EntitySchemaColumnOptions = {
  type: 'int',
  unsigned: true,
  primary: true,
  generated: 'increment',
};

export const createdAt: EntitySchemaColumnOptions = {
  type: 'datetime',
  name: 'created_at',
  createDate: true,
  precision: 0,
  default: () => 'CURRENT_TIMESTAMP',
};

/** Pence with a ten-thousandth. MariaDB's decimals arrive as text, so that no digit is lost. */
export const pence = (name: string): EntitySchemaColumnOptions => ({ type: 'decimal', precision: 9, scale: 4, name });

type TableOptions<Row> = { readonly [Option in keyof EntitySchemaOptions<Row>]: EntitySchemaOptions<Row>[Option] };

/** Describes a table without decorators: rows stay plain values. */
export const table = <Row extends object>(options: TableOptions<Row>): EntitySchema<Row> =>
  new EntitySchema<Row>(options);
