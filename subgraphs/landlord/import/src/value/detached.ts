/**
 * The text in memory of its own, for what outlives its row: a part of a text keeps the whole of it
 * alive, which for a value of a file is the piece that it was read with.
 */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}
