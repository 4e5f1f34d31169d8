/** One figure of a benchmark. `n`: how many runs or things it is the median or rate of. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly n: number;
}

export type Report = (figure: Figure) => void;

const asJson = process.argv.includes('--json') || !process.stdout.isTTY;

/** One JSON object a line for programs, a table for people. */
export const report: Report = ({ name, value, unit, n }) => {
  const rounded = Number(value.toPrecision(4));
  const line = asJson
    ? JSON.stringify({ name, value: rounded, unit, n })
    : `${name.padEnd(52)} ${String(rounded).padStart(12)} ${unit} (n = ${n})`;
  process.stdout.write(`${line}\n`);
};

/** What a person who reads the output should know. */
export const note = (text: string): void => void process.stderr.write(`${text}\n`);
