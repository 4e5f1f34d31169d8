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
    return name === lower || (!lower.includes('.') && HOUSE_SUFFIXES.some((suffix) => name === `${lower}.${suffix}`));
  });
}
