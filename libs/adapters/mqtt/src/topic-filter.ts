/** Whether a topic belongs to a filter, made once for a filter that is asked for each message. */
export function topicMatcher(filter: string): (topic: string) => boolean {
  if (!filter.includes('+')) {
    if (!filter.endsWith('#')) return (topic) => topic === filter;
    const prefix = filter.slice(0, -1);
    const parent = prefix.slice(0, -1);
    return (topic) => topic.startsWith(prefix) || topic === parent;
  }
  const wanted = filter.split('/');
  return (topic) => levelsMatch(wanted, topic.split('/'));
}

/** Whether an MQTT topic filter (`+` one level, `#` the rest) takes a topic. */
export const matches = (filter: string, topic: string): boolean => levelsMatch(filter.split('/'), topic.split('/'));

/** Whether everything that `other` takes is taken by `filter` too. */
export function covers(filter: string, other: string): boolean {
  const [wanted, levels] = [filter.split('/'), other.split('/')];
  for (const [index, part] of wanted.entries()) {
    if (part === '#') return true;
    const level = levels[index];
    if (level === undefined || level === '#') return false;
    if (part !== '+' && part !== level) return false;
  }
  return wanted.length === levels.length;
}

/** Of these filters those that no other one covers: subscribing to them brings each message once. */
export function outermost(filters: readonly string[]): readonly string[] {
  const unique = [...new Set(filters)];
  return unique.filter((filter) => !unique.some((other) => other !== filter && covers(other, filter)));
}

function levelsMatch(wanted: readonly string[], levels: readonly string[]): boolean {
  for (const [index, part] of wanted.entries()) {
    if (part === '#') return true;
    if (index >= levels.length || (part !== '+' && part !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}
