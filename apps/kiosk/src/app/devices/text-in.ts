/** What was typed into a field, without blanks around it; empty where there is no such field. */
export function textIn(given: FormData, name: string): string {
  const value = given.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
