/**
 * Whether a browser says that a page of somewhere else sends this request. What is no browser sends no Origin: programs carry
 * no cookie that a page could misuse.
 */
export function isForeign(origin: string | undefined, host: string | undefined): boolean {
  return origin !== undefined && URL.parse(origin)?.host !== host?.toLowerCase();
}
