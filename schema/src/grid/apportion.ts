/**
 * Divides numbers by shares, each whole: what is in a month goes to the parts and nowhere else. One
 * after the other goes to the part that is furthest behind its share (Sainte-Laguë), so that few in many
 * months are spread as well as many in one.
 *
 * @returns for each of the numbers, what each part has of it.
 */
export function apportion(counts: readonly number[], shares: readonly number[]): number[][] {
  const given = shares.map(() => 0);
  return counts.map((count) => {
    const before = [...given];
    for (let left = count; left > 0; left -= 1) {
      const claims = shares.map((share, part) => share / (2 * (given[part] ?? 0) + 1));
      const next = claims.indexOf(Math.max(...claims));
      given[next] = (given[next] ?? 0) + 1;
    }
    return given.map((all, part) => all - (before[part] ?? 0));
  });
}
