/** mDNS gives the next hub in a network the next number; more hubs than this have no name that is looked for. */
const MOST_HUBS = 5;
const MOST_ADDRESSES = 16;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** Names and addresses by which a hub's page is opened: what its certificate is for. `hostname` without a dot. */
export function pageHosts(hostname: string, addresses: readonly string[]): string[] {
  const numbered = Array.from({ length: MOST_HUBS - 1 }, (_, n) => `cydynni-${n + 2}.local`);
  const own = LABEL.test(hostname) ? [hostname.toLowerCase(), `${hostname.toLowerCase()}.local`] : [];
  const names = ['cydynni.local', ...numbered, 'cydynni', 'localhost', ...own];
  return [...new Set([...names, '127.0.0.1', '::1', ...addresses.slice(0, MOST_ADDRESSES)])];
}
