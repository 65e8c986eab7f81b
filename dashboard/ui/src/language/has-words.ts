/** Whether all words of what somebody types stand somewhere in the texts; nothing typed stands in any. */
export function hasWords(texts: readonly (string | null | undefined)[], typed: string): boolean {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  const whole = plain(texts.join(" "));
  return words.every((word) => whole.includes(word));
}

/** As somebody types it: without accents and capitals. */
function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").replaceAll("’", "'").toLowerCase();
}
