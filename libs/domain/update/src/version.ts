const pattern = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/;

export const isVersion = (text: string): boolean => pattern.test(text);

/**
 * Order of two versions as Semantic Versioning 2.0 §11 gives it: below 0 when `a` is older, 0 when neither is.
 *
 * @throws RangeError `VERSION_UNREADABLE`
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [parts(a), parts(b)];
  for (let index = 0; index < 3; index++) {
    const difference = Number(left.numbers[index]) - Number(right.numbers[index]);
    if (difference !== 0) return difference;
  }
  return comparePrerelease(left.prerelease, right.prerelease);
}

function parts(version: string): { numbers: readonly string[]; prerelease: string | undefined } {
  const match = pattern.exec(version);
  if (!match) throw new RangeError(`VERSION_UNREADABLE: "${version}" is not like 1.2.3`);
  return { numbers: match.slice(1, 4), prerelease: match[4] };
}

function comparePrerelease(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  // 1.0.0-rc.1 comes before 1.0.0.
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  const [left, right] = [a.split('.'), b.split('.')];
  for (const [index, identifier] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const difference = compareIdentifiers(identifier, other);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function compareIdentifiers(a: string, b: string): number {
  const [aNumeric, bNumeric] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (aNumeric && bNumeric) return Number(a) - Number(b);
  if (aNumeric !== bNumeric) return aNumeric ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
