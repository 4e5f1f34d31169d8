/** What a key may do. */
export type Role = 'write' | 'read' | 'none';

/** A request of an emoncms client: the query and a form in its body are one set of parameters. */
export interface EmoncmsRequest {
  /** Route without suffix: `feed/data`. */
  readonly route: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly role: Role;
  /** Whose key it is; readings and feeds count against its quota. */
  readonly account: string;
  /** Unix seconds. */
  readonly now: number;
  /** A body that is no form. */
  readonly body?: Uint8Array | undefined;
  /** Answer to a sealed message that was taken. */
  readonly proof?: string | undefined;
}

export interface EmoncmsAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | AsyncIterable<string | Uint8Array>;
  /** File name for answers that are saved. */
  readonly attachment?: string;
}

export const json = (value: unknown): EmoncmsAnswer => ({
  status: 200,
  contentType: 'application/json',
  body: JSON.stringify(value ?? null),
});

/** JSON that is too long to be held as one text. */
export const jsonPieces = (body: AsyncIterable<string>): EmoncmsAnswer => ({
  status: 200,
  contentType: 'application/json',
  body,
});

export const plain = (body: string): EmoncmsAnswer => ({ status: 200, contentType: 'text/plain;charset=UTF-8', body });

export const file = (name: string, body: AsyncIterable<string | Uint8Array>): EmoncmsAnswer => ({
  status: 200,
  contentType: 'application/octet-stream',
  body,
  attachment: name,
});

export const failed = (message: string): EmoncmsAnswer => json({ success: false, message });

/** emoncms' answer to an unknown route and to a key that may not do this. */
export const NOT_ACCEPTABLE: EmoncmsAnswer = {
  status: 406,
  contentType: 'application/json',
  body: '{"success":false,"message":"406 Not Acceptable. Route not found"}',
};

export const INVALID_KEY: EmoncmsAnswer = {
  status: 401,
  contentType: 'text/html; charset=UTF-8',
  body: 'Invalid API key',
};

/** Why a sealed message was not opened; emoncms says it as a page. */
export const page = (body: string): EmoncmsAnswer => ({ status: 200, contentType: 'text/html; charset=UTF-8', body });

export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The fields of a JSON object that are text, of those named; undefined for text that is no object. */
export function textFields(text: string | undefined, names: readonly string[]): Map<string, string> | undefined {
  const parsed = parsedJson(text ?? '');
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return undefined;
  return new Map(
    Object.entries(parsed).flatMap(([name, value]: [string, unknown]): [string, string][] =>
      names.includes(name) && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}
