import { parse } from "@swc/core";

/**
 * Texts in which a sign that French sets apart stands after a plain space, where a line may break before it; English
 * sets none apart. A narrow space that does not break (U+202F) belongs there. And texts without an elision they need.
 *
 * @param {string} source TypeScript.
 * @param {{ isTsx: boolean }} file
 * @returns {Promise<readonly string[]>}
 */
export async function plainSpaces(source, { isTsx }) {
  const found = [];
  const walk = (node) => {
    if (node === null || typeof node !== "object") return;
    const text = textOf(node);
    if (text !== null && isBroken(text)) found.push(text);
    for (const value of Object.values(node)) walk(value);
  };
  walk(await parse(source, { syntax: "typescript", tsx: isTsx, decorators: true }));
  return found;
}

/** A template's own text, with a sign for each of its values. */
function textOf({ type, value, quasis }) {
  if (type === "StringLiteral") return value;
  if (type === "TemplateLiteral") return quasis.map(({ cooked }) => cooked).join("$");
  // What stands between values: one of them may be what a sign belongs to.
  if (type === "JSXText") return `$${value}$`;
  return null;
}

/** Elisions are told from English, which has none after these letters alone. */
const elision = /(?<!\p{L})(?:[cdjlmnst]|\p{L}*qu|aujourd)'\p{L}/iu;

/** "de août": what is put in may begin with a vowel, unless it is a number. */
const unelided = /(?<!\p{L})(?:de|que) \{\{(?!count\b|number\b)/iu;

export function isBroken(text) {
  return (
    /\S[ \u00a0][;:!?»](?:[\s.,)$]|$)|«[ \u00a0]/u.test(text) ||
    elision.test(text) ||
    unelided.test(text)
  );
}
