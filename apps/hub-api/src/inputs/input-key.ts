/** Key of an input in maps. A slash separates levels of a topic, so it is in no node and no name. */
export const keyOf = (node: string, name: string): string => `${node}/${name}`;
