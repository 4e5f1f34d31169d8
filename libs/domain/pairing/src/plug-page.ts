/** What a plug says of itself on its own page. Anything on the network can say the same: it tells plugs apart and proves nothing. */
export interface PlugIdentity {
  /** The name it has given itself, which is also the name of its own WiFi, such as `smartplug5304`. */
  readonly name: string | null;
  /** The type of its firmware, such as `smartplug`. */
  readonly type: string;
}

/** A page of the plug's own web server that says what it is, and how to read the answer; undefined where it does not say it. */
export interface PlugPage {
  readonly path: string;
  read(text: string): PlugIdentity | undefined;
}

const WORD = /^[\w-]{1,32}$/;
/** The firmware builds its JSON of bare text: a quote in the name of a WiFi breaks it, and these parts stay readable. */
const NAME = /"node_name":"([\w-]{1,32})"/;
const TYPE = /"node_type":"([\w-]{1,32})"/;

/** Pages of EmonESP, the one that says more first. Early firmware has the second alone. */
export const PLUG_PAGES: readonly PlugPage[] = [
  {
    path: '/config',
    read: (text) => {
      const type = TYPE.exec(text)?.[1];
      return type === undefined ? undefined : { name: NAME.exec(text)?.[1] ?? null, type };
    },
  },
  {
    path: '/emoncms/describe',
    read: (text) => (WORD.test(text.trim()) ? { name: null, type: text.trim() } : undefined),
  },
];

/** The digits at the end of a plug's name, of its chip: printed nowhere else, and the same each time. Null where it has none. */
export const codeOf = ({ name }: PlugIdentity): string | null => (name && /\d{1,10}$/.exec(name)?.[0]) || null;
