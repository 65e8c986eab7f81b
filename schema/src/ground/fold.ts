/** Nothing in it to take apart: no accents, marks or breaks. Nearly all words, in a third of the time. */
const printableAscii = /^[ -~]*$/;

/** The text without case, accents and repeated spaces: how words of different files are compared. */
export function fold(text: string): string {
  if (printableAscii.test(text)) {
    const bare = text.toLowerCase().trim();
    return bare.includes("  ") ? bare.replaceAll(/ +/g, " ") : bare;
  }
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("’", "'")
    .replaceAll(/\s+/gu, " ")
    .trim();
}
