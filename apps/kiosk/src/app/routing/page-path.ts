/**
 * The page's own path in an address: what follows the base of this build ("/" or "/cy/"), always with a leading slash and
 * without a trailing one. An address outside the base is the first page.
 */
export function pagePath(pathname: string, base: string): string {
  if (!pathname.startsWith(base)) return '/';
  const path = pathname.slice(base.length).replace(/\/+$/, '');
  return `/${path}`;
}

/** Address of a page below the base of this build. */
export function pageAddress(path: string, base: string): string {
  return base + path.slice(1);
}
