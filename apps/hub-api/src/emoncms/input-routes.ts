import { intOf } from '@hub/domain/series';
import { type EmoncmsAnswer, type EmoncmsRequest, failed, json, NOT_ACCEPTABLE, plain } from './exchange';
import { inflated } from './inflated';
import { inputBulk, type InputMessage, inputPost } from './input-parse';

/** An input as emoncms clients know it. */
export interface InputEntry {
  readonly id: number;
  readonly node: string;
  readonly name: string;
  readonly time: number | null;
  readonly value: number | null;
  /** Its process list as text; '' where there is none. */
  readonly processList: string;
}

export interface InputPorts {
  readonly timezone: string;
  /** Takes values as if the broker had brought them. */
  readonly take: (message: InputMessage) => void;
  readonly inputs: () => readonly InputEntry[];
  /** Sets a process list; a text is why not. '' takes it away. */
  readonly setProcessList: (inputId: number, text: string) => Promise<string | undefined>;
}

/** `input/post`, `input/bulk`, and what is known of inputs. */
export function inputAnswer(ports: InputPorts, request: EmoncmsRequest): EmoncmsAnswer | Promise<EmoncmsAnswer> {
  const [, action = '', ...rest] = request.route.split('/');
  if (request.role === 'none') return NOT_ACCEPTABLE;
  const read = READ[action];
  if (read !== undefined) return read(ports.inputs(), rest, request.parameters);
  const write = request.role === 'write' ? WRITE[action] : undefined;
  return write?.(ports, rest, request) ?? NOT_ACCEPTABLE;
}

type Read = (
  inputs: readonly InputEntry[],
  rest: readonly string[],
  given: EmoncmsRequest['parameters'],
) => EmoncmsAnswer;
type Write = (
  ports: InputPorts,
  rest: readonly string[],
  request: EmoncmsRequest,
) => EmoncmsAnswer | Promise<EmoncmsAnswer>;

function post(ports: InputPorts, node: string | undefined, { parameters, now, proof }: EmoncmsRequest): EmoncmsAnswer {
  const given = node === undefined ? parameters : { node, ...parameters };
  const message = inputPost(given, now, ports.timezone);
  if (typeof message === 'string') return failed(message);
  ports.take(message);
  if (proof !== undefined) return plain(proof);
  return given['fulljson'] === undefined ? plain('ok') : json({ success: true });
}

function bulk(ports: InputPorts, { parameters, body, now, proof }: EmoncmsRequest): EmoncmsAnswer {
  const data = bulkText(parameters, body);
  const messages = inputBulk({ ...parameters, data: data ?? '' }, now);
  if (typeof messages === 'string') return failed(messages);
  messages.forEach(ports.take);
  return plain(proof ?? 'ok');
}

/** `c=1`: hexadecimal digits of a zlib stream; `cb=1`: such a stream as body. */
function bulkText({ data, c, cb }: EmoncmsRequest['parameters'], body: Uint8Array | undefined): string | undefined {
  if (intOf(cb) === 1) return inflated(Buffer.from(body ?? []));
  return intOf(c) === 1 ? inflated(Buffer.from(data ?? '', 'hex')) : data;
}

const listed = ({ id, node, name, time, value, processList }: InputEntry): unknown => ({
  id: String(id),
  nodeid: node,
  name,
  description: '',
  processList,
  time,
  value,
});

function byNode(
  inputs: readonly InputEntry[],
  shown: (input: InputEntry) => unknown,
): Record<string, Record<string, unknown>> {
  const nodes: Record<string, Record<string, unknown>> = {};
  for (const input of inputs) (nodes[input.node] ??= {})[input.name] = shown(input);
  return nodes;
}

/** `input/get[/node[/name]]`, or the same as parameters. */
function got(
  inputs: readonly InputEntry[],
  rest: readonly string[],
  given: EmoncmsRequest['parameters'],
): EmoncmsAnswer {
  const nodes = byNode(inputs, ({ time, value, processList }) => ({ time, value, processList }));
  const node = rest[0] ?? given['node'];
  if (node === undefined) return json(nodes);
  const name = rest[1] ?? given['name'];
  if (nodes[node] === undefined) return json('Node does not exist');
  return json(name === undefined ? nodes[node] : (nodes[node][name] ?? 'Node variable does not exist'));
}

/** `input/process/get`, `set` and `reset`. */
async function processList(
  ports: InputPorts,
  action: string | undefined,
  given: EmoncmsRequest['parameters'],
): Promise<EmoncmsAnswer> {
  const id = intOf(given['inputid']);
  const input = ports.inputs().find((known) => known.id === id);
  if (input === undefined) return failed('Input does not exist');
  if (action === 'get') return json(input.processList);
  if (action !== 'set' && action !== 'reset') return NOT_ACCEPTABLE;
  const refused = await ports.setProcessList(id, action === 'reset' ? '' : (given['processlist'] ?? ''));
  return refused === undefined ? json({ success: true, message: 'Input processlist updated' }) : failed(refused);
}

const READ: Readonly<Record<string, Read>> = {
  list: (inputs) => json(inputs.map(listed)),
  get: got,
  getinputs: (inputs) => json(byNode(inputs, ({ id, processList: text }) => ({ id: String(id), processList: text }))),
};

const WRITE: Readonly<Record<string, Write>> = {
  post: (ports, [node], request) => post(ports, node, request),
  bulk: (ports, _rest, request) => bulk(ports, request),
  process: (ports, [action], { parameters }) => processList(ports, action, parameters),
};
