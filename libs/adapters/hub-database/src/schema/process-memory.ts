import { table } from '@hub/adapters/mariadb';

/** What a process of an input knows from the reading before. */
export interface ProcessMemoryRow {
  inputId: number;
  /** Process and feed: `kwh_accumulator:5`. */
  name: string;
  /** Unix seconds. */
  time: number;
  value: number;
  total: number | null;
  /** True however old it is. The others are only true until the next reading. */
  lasting: boolean;
}

export const ProcessMemorySchema = table<ProcessMemoryRow>({
  name: 'process_memory',
  columns: {
    inputId: { type: 'int', unsigned: true, name: 'input_id', primary: true },
    name: { type: 'varchar', length: 64, primary: true },
    time: { type: 'int', unsigned: true },
    value: { type: 'double' },
    total: { type: 'double', nullable: true },
    lasting: { type: 'boolean' },
  },
  foreignKeys: [
    {
      name: 'fk_memory_input',
      target: 'input',
      columnNames: ['inputId'],
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});
