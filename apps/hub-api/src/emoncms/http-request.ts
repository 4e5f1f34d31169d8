/** Parameters of the address and of a form in the body; the body wins. Anything that is not text is left out. */
export function parametersOf(query: unknown, body: unknown): Record<string, string> {
  const all = { ...fieldsOf(query), ...fieldsOf(body) };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
    ),
  );
}

const fieldsOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});

/** The key of a request: `apikey=…`, or `Authorization: Bearer …`. */
export function keyOf(
  parameters: Readonly<Record<string, string>>,
  authorization: string | undefined,
): string | undefined {
  return parameters['apikey'] ?? /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
}

/** `/emoncms/feed/data.json?id=1` is the route `feed/data`. */
export const routeOf = (url: string): string =>
  decodeURIComponent(url.replace(/\?.*$/, ''))
    .replace(/^\/(?:emoncms\/)?/, '')
    .replace(/\.(?:json|html|csv)$/, '')
    .replace(/\/$/, '');
