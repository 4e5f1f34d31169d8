/** Addresses that the network knows a name by; none where there is no answer. */
export type LookUp = (name: string) => Promise<readonly string[]>;

/** A name that is taken gets the next number from mDNS. More hubs than this have none that is looked for. */
const MOST = 5;

export interface OwnName {
  /** `cydynni.local`, or `cydynni-2.local` beside a hub that has that; null where no name leads here. */
  readonly name: string | null;
  /** Addresses of who has the name before ours. */
  readonly others: readonly string[];
}

/** By what name this hub is reached in its network, and who else has one of that kind. */
export async function ownName(base: string, own: readonly string[], lookUp: LookUp): Promise<OwnName> {
  const others: string[] = [];
  for (let n = 1; n <= MOST; n += 1) {
    const name = n === 1 ? `${base}.local` : `${base}-${n}.local`;
    const addresses = await lookUp(name);
    if (addresses.some((address) => own.includes(address))) return { name, others };
    if (addresses.length === 0) break;
    others.push(...addresses.slice(0, 1));
  }
  return { name: null, others };
}
