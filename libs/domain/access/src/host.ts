import { isAddress } from './address';

/** Ends of names that only a router in the house answers for: a name on the internet never ends so. */
const HOUSE_SUFFIXES = ['local', 'lan', 'home', 'internal', 'home.arpa', 'localdomain', 'fritz.box'];
const HOST = /^(\[[^\]]*\]|[^:]*)(?::\d{1,5})?$/;

/**
 * Whether `Host` of a request is a name of this hub. A page of another site may have its own name lead here, but cannot choose
 * an address or a name that is ours. `names`: the hub's own names without a dot, such as `cydynni`, and whole names that were
 * configured.
 */
export function isOwnHost(host: string | undefined, names: readonly string[]): boolean {
  // No browser leaves it out.
  if (host === undefined) return true;
  const name = HOST.exec(host.slice(0, 300))?.[1]?.toLowerCase().replace(/\.$/, '');
  if (name === undefined || name === '') return false;
  if (isAddress(name.replace(/^\[|\]$/g, ''))) return true;
  return ['localhost', ...names].some((own) => {
    const lower = own.toLowerCase();
    if (name === lower) return true;
    const [first, second] = splitAt(name, name.indexOf('.'));
    const isOwn = first === lower || (second === 'local' && unnumbered(first) === lower);
    return isOwn && HOUSE_SUFFIXES.includes(second);
  });
}

const splitAt = (text: string, at: number): readonly [string, string] =>
  at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];

/** mDNS gives the second hub in a network the name `cydynni-2.local`. */
const unnumbered = (label: string): string => label.replace(/-\d{1,3}$/, '');
