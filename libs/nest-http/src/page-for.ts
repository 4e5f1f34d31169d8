/** What of a request decides whether a person opened a page. */
export interface PageRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * The page's own file for an address that the server does not know (`/history` after a reload), in the language of the
 * address; null when it is not a person who asks, or for a file that should be there.
 */
export function pageFor({ method, url, headers }: PageRequest): 'index.html' | 'cy/index.html' | null {
  const path = url.split('?', 1)[0] ?? '';
  const wantsPage = (method === 'GET' || method === 'HEAD') && String(headers['accept'] ?? '').includes('text/html');
  const isFile = /\.[A-Za-z0-9]+$/.test(path);
  if (!wantsPage || isFile || /^\/(?:api|health|emoncms)(?:\/|$)/.test(path)) return null;
  return /^\/cy(?:\/|$)/.test(path) ? 'cy/index.html' : 'index.html';
}
