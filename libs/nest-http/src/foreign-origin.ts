/**
 * Whether a browser says that a page of somewhere else sends this request. What is no browser sends no Origin: programs carry
 * no cookie that a page could misuse. What came over TLS comes from
 * a page over TLS: a plain page of the same name may have been changed on its way.
 */
export function isForeign(origin: string | undefined, host: string | undefined, protocol = 'http'): boolean {
  if (origin === undefined) return false;
  const from = URL.parse(origin);
  return from?.host !== host?.toLowerCase() || (protocol === 'https' && from?.protocol !== 'https:');
}
