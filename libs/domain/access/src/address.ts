/** An address of a network, IPv4 or IPv6, and how many of its leading bits name the network. */
export interface Network {
  readonly address: string;
  readonly prefixLength: number;
}

const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const V4_IN_V6 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const IPV4_BITS = 32;
const IPV6_BITS = 128;

interface Parsed {
  readonly bits: number;
  readonly value: bigint;
}

function parseIPv4(text: string): bigint | undefined {
  const parts = IPV4.exec(text)?.slice(1).map(Number);
  if (parts?.every((part) => part <= 255) !== true) return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

function parseIPv6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = (half: string | undefined): string[] => (half === undefined || half === '' ? [] : half.split(':'));
  const [head, tail] = [groups(halves[0]), groups(halves[1])];
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array<string>(Math.max(missing, 0)).fill('0'), ...tail];
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/** An IPv4 address that came over an IPv6 socket is an IPv4 address; a zone (`%eth0`) says nothing about it. */
function parse(text: string): Parsed | undefined {
  const plain = text.replace(/%[^%]*$/, '');
  const four = parseIPv4(V4_IN_V6.exec(plain)?.[1] ?? plain);
  if (four !== undefined) return { bits: IPV4_BITS, value: four };
  const six = plain.length <= 45 ? parseIPv6(plain) : undefined;
  return six === undefined ? undefined : { bits: IPV6_BITS, value: six };
}

export const isAddress = (text: string): boolean => parse(text) !== undefined;

function isWithin(text: string, { address, prefixLength }: Network): boolean {
  const [one, other] = [parse(text), parse(address)];
  if (one === undefined || other === undefined || one.bits !== other.bits) return false;
  const rest = BigInt(one.bits - prefixLength);
  return one.value >> rest === other.value >> rest;
}

/** Networks that no router on the internet forwards. */
const PRIVATE: readonly Network[] = [
  { address: '127.0.0.0', prefixLength: 8 },
  { address: '10.0.0.0', prefixLength: 8 },
  { address: '172.16.0.0', prefixLength: 12 },
  { address: '192.168.0.0', prefixLength: 16 },
  { address: '169.254.0.0', prefixLength: 16 },
  { address: '::1', prefixLength: 128 },
  { address: 'fe80::', prefixLength: 10 },
  { address: 'fc00::', prefixLength: 7 },
];

/** Whether a caller is in the house: an address that is private, or in a network that this computer is in (`own`). */
export const isInHouse = (address: string, own: readonly Network[]): boolean =>
  [...PRIVATE, ...own].some((network) => isWithin(address, network));

const HOUSEHOLD_BITS = 64n;

/** One text for all addresses of one caller: an IPv6 host has as many as its /64 holds. */
export function callerOf(address: string): string {
  const parsed = parse(address);
  if (parsed === undefined) return address.slice(0, 45);
  if (parsed.bits === IPV4_BITS) return `4:${parsed.value.toString(16)}`;
  return `6:${(parsed.value >> HOUSEHOLD_BITS).toString(16)}`;
}
