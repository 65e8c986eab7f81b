/**
 * Letters to insert, remove or replace to get from one text to the other (Levenshtein); of texts
 * that are further apart than `most`, only something greater. Only the cells about the diagonal
 * are counted: the others are further apart anyhow.
 *
 * @param to of 255 letters at most beyond what both begin with: the distances are kept as bytes.
 */
export function editDistance(from: string, to: string, most: number): number {
  const start = sharedBeginning(from, to);
  const fromLength = from.length - start;
  const toLength = to.length - start;
  // The last cell is off the band about the diagonal.
  if (Math.abs(fromLength - toLength) > most) return most + 1;
  let previous = new Uint8Array(toLength + 1);
  let current = new Uint8Array(toLength + 1);
  for (let j = 1; j <= toLength; j += 1) previous[j] = j;
  for (let i = 1; i <= fromLength; i += 1) {
    const letter = from.charCodeAt(start + i - 1);
    const first = Math.max(1, i - most);
    const last = Math.min(toLength, i + most);
    let left = first === 1 ? i : most + 1;
    let least = left;
    current[first - 1] = left;
    for (let j = first; j <= last; j += 1) {
      const replaced = at(previous, j - 1) + (letter === to.charCodeAt(start + j - 1) ? 0 : 1);
      left = Math.min(replaced, at(previous, j) + 1, left + 1);
      current[j] = left;
      if (left < least) least = left;
    }
    // What follows can only add to it.
    if (least > most) return least;
    if (last < toLength) current[last + 1] = most + 1;
    [previous, current] = [current, previous];
  }
  return at(previous, toLength);
}

function sharedBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
  return length;
}

function at(row: Uint8Array, index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
