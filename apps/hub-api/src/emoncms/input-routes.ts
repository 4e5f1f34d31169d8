import { type Arrival, carriesValues, type Parsed, parseInputBulk, parseInputPost } from '@hub/contracts';
import { intOf } from '@hub/domain/series';
import {
  type EmoncmsAnswer,
  type EmoncmsRequest,
  failed,
  json,
  NOT_ACCEPTABLE,
  parsedJson,
  plain,
  textFields,
} from './exchange';
import { rowOf } from './http-request';
import { inflated } from './inflated';

/** An input as emoncms clients know it. */
export interface InputEntry {
  readonly id: number;
  readonly node: string;
  readonly name: string;
  readonly description: string;
  readonly time: number | null;
  readonly value: number | null;
  /** Its process list as text; '' where there is none. */
  readonly processList: string;
}

export interface InputPorts {
  readonly arrival: () => Arrival;
  /** Takes readings by the one way in. */
  readonly accept: (parsed: Parsed, from: { readonly where: string; readonly account: string }) => void;
  readonly inputs: () => readonly InputEntry[];
  /** Sets a process list; a text is why not. '' takes it away. */
  readonly setProcessList: (inputId: number, text: string) => Promise<string | undefined>;
  readonly describeInput: (inputId: number, description: string) => Promise<void>;
  readonly removeInput: (inputId: number) => Promise<void>;
  /** Takes away every input that nothing is done with, and says how many. */
  readonly cleanInputs: () => Promise<number>;
}

/** `input/post`, `input/bulk`, and what is known of inputs. */
export function inputAnswer(ports: InputPorts, request: EmoncmsRequest): EmoncmsAnswer | Promise<EmoncmsAnswer> {
  const [, action = '', ...rest] = request.route.split('/');
  if (request.role === 'none') return NOT_ACCEPTABLE;
  const read = READ.get(action);
  if (read !== undefined) return read(ports.inputs(), rest, request.parameters);
  const write = request.role === 'write' ? WRITE.get(action) : undefined;
  return write?.(ports, rest, request) ?? NOT_ACCEPTABLE;
}

type Parameters = EmoncmsRequest['parameters'];
type Answer = EmoncmsAnswer | Promise<EmoncmsAnswer>;
type Read = (inputs: readonly InputEntry[], rest: readonly string[], given: Parameters) => EmoncmsAnswer;
type Write = (ports: InputPorts, rest: readonly string[], request: EmoncmsRequest) => Answer;

const NO_DATA = 'Request contains no data via csv, json or data tag';

/** A message of which something was kept is a success; what was left out is counted. */
function post(
  ports: InputPorts,
  node: string | undefined,
  { parameters, account, proof }: EmoncmsRequest,
): EmoncmsAnswer {
  const given = node === undefined ? parameters : { node, ...parameters };
  if (!carriesValues(given)) return failed(NO_DATA);
  const parsed = parseInputPost(given, ports.arrival());
  ports.accept(parsed, { where: 'input/post', account });
  if (parsed.readings.length === 0) return failed(refusal(parsed));
  if (proof !== undefined) return plain(proof);
  return given['fulljson'] === undefined ? plain('ok') : json({ success: true });
}

/**
 * Rows that cannot be believed are counted, and the batch is done with: a device that heard of a failure would send it
 * again for ever.
 */
function bulk(ports: InputPorts, { parameters, body, account, proof }: EmoncmsRequest): EmoncmsAnswer {
  const data = bulkText(parameters, body);
  if (data === undefined) return failed('Format error, json string supplied is not valid');
  const parsed = parseInputBulk({ ...parameters, data }, ports.arrival());
  ports.accept(parsed, { where: 'input/bulk', account });
  if (parsed.readings.length === 0 && parsed.rejections.some((reason) => OF_THE_WHOLE.has(reason)))
    return failed(refusal(parsed));
  return plain(proof ?? 'ok');
}

/** Reasons that no row of a batch can have. */
const OF_THE_WHOLE: ReadonlySet<string> = new Set([
  'not-json',
  'too-deep',
  'too-large',
  'too-many-values',
  'bad-shape',
]);

const refusal = ({ rejections }: Parsed): string => {
  if (rejections.includes('not-json')) return 'Format error, json string supplied is not valid';
  return `nothing of it was taken: ${[...new Set(rejections)].join(', ')}`;
};

/** `c=1`: hexadecimal digits of a zlib stream; `cb=1`: such a stream as body. */
function bulkText({ data, c, cb }: Parameters, body: Uint8Array | undefined): string | undefined {
  if (intOf(cb) === 1) return inflated(Buffer.from(body ?? []));
  return intOf(c) === 1 ? inflated(Buffer.from(data ?? '', 'hex')) : data;
}

const listed = ({ id, node, name, description, time, value, processList }: InputEntry): unknown => ({
  id: String(id),
  nodeid: node,
  name,
  description,
  processList,
  time,
  value,
});

/** Inputs by node and name. Both are chosen by devices, so these objects have no prototype that a name could reach. */
function byNode(
  inputs: readonly InputEntry[],
  shown: (input: InputEntry) => unknown,
): Record<string, Record<string, unknown>> {
  const bare = <T>(): Record<string, T> => Object.create(null) as Record<string, T>;
  const nodes = bare<Record<string, unknown>>();
  for (const input of inputs) (nodes[input.node] ??= bare())[input.name] = shown(input);
  return nodes;
}

/** `input/get[/node[/name]]`, or the same as parameters. */
function got(inputs: readonly InputEntry[], rest: readonly string[], given: Parameters): EmoncmsAnswer {
  const nodes = byNode(inputs, ({ time, value, processList }) => ({ time, value, processList }));
  const node = rest[0] ?? given['node'];
  if (node === undefined) return json(nodes);
  const name = rest[1] ?? given['name'];
  if (nodes[node] === undefined) return json('Node does not exist');
  return json(name === undefined ? nodes[node] : (nodes[node][name] ?? 'Node variable does not exist'));
}

const identities: Read = (inputs) =>
  json(byNode(inputs, ({ id, processList: text }) => ({ id: String(id), processList: text })));

/** `input/process/get`, `set` and `reset`. */
async function processList(ports: InputPorts, action: string | undefined, given: Parameters): Promise<EmoncmsAnswer> {
  const id = rowOf(given['inputid']);
  const input = ports.inputs().find((known) => known.id === id);
  if (input === undefined) return failed('Input does not exist');
  if (action === 'get') return json(input.processList);
  if (action !== 'set' && action !== 'reset') return NOT_ACCEPTABLE;
  const refused = await ports.setProcessList(id, action === 'reset' ? '' : (given['processlist'] ?? ''));
  return refused === undefined ? json({ success: true, message: 'Input processlist updated' }) : failed(refused);
}

const MAX_DESCRIPTION_LENGTH = 128;

/** `input/set?inputid=1&fields={"description":"…"}`; an input's name is the device's and stays. */
async function set(ports: InputPorts, { inputid, fields }: Parameters): Promise<EmoncmsAnswer> {
  const id = rowOf(inputid);
  const description = textFields(fields, ['description'])?.get('description');
  if (!ports.inputs().some((input) => input.id === id)) return failed('Input does not exist');
  if (description === undefined || description.length > MAX_DESCRIPTION_LENGTH)
    return failed('Field could not be updated');
  await ports.describeInput(id, description);
  return json({ success: true, message: 'Field updated' });
}

/** `input/delete?inputid=1` or `inputids=[1,2]`. */
async function remove(ports: InputPorts, { inputid, inputids }: Parameters): Promise<EmoncmsAnswer> {
  const list = inputids === undefined ? [inputid] : parsedJson(inputids);
  if (!Array.isArray(list)) return failed('Input does not exist');
  const known = new Set(ports.inputs().map(({ id }) => id));
  const ids = list.map(rowOf).filter((id) => known.has(id));
  if (ids.length === 0) return failed('Input does not exist');
  for (const id of ids) await ports.removeInput(id);
  return inputids === undefined ? json('input deleted') : json({ success: true, message: 'inputs deleted' });
}

const READ = new Map<string, Read>([
  ['list', (inputs) => json(inputs.map(listed))],
  ['get', got],
  ['getinputs', identities],
  ['get_inputs', identities],
]);

const WRITE = new Map<string, Write>([
  ['post', (ports, [node], request) => post(ports, node, request)],
  ['bulk', (ports, _rest, request) => bulk(ports, request)],
  ['process', (ports, [action], { parameters }) => processList(ports, action, parameters)],
  ['set', (ports, _rest, { parameters }) => set(ports, parameters)],
  ['delete', (ports, _rest, { parameters }) => remove(ports, parameters)],
  ['clean', async (ports) => plain(`Deleted ${await ports.cleanInputs()} inputs`)],
]);
