import { parseSync } from "@swc/core";

/**
 * @typedef {object} Import
 * @property {string} from as it is written: "./site.js", "pg".
 * @property {number} line
 * @property {boolean} isLate Whether it costs nothing at start: `import()`, or types alone.
 */

/**
 * What a module imports and exports from others; names that are computed are left out.
 *
 * @param {string} text
 * @param {string} path tells the syntax by its ending.
 * @returns {Import[]}
 */
export function importsOf(text, path) {
  const { body } = parseSync(text, {
    syntax: "typescript",
    decorators: true,
    tsx: !/\.m?ts$/.test(path),
  });
  const found = [...importsIn(body)];
  // Positions of the parser count the bytes of everything that it has read before.
  return found.map((each) => ({ ...each, line: lineOf(each.from, text) }));
}

function* importsIn(node) {
  if (node === null || typeof node !== "object") return;
  switch (node.type) {
    case "ImportDeclaration":
    case "ExportAllDeclaration":
    case "ExportNamedDeclaration":
      if (node.source) yield { from: node.source.value, isLate: node.typeOnly };
      return;
    case "TsExternalModuleReference":
      yield { from: node.expression.value, isLate: false };
      return;
    case "TsImportType":
      yield { from: node.argument.value, isLate: true };
      break;
    case "CallExpression":
      if (node.callee.type === "Import") {
        const from = wordsOf(node.arguments[0].expression);
        if (from !== null) yield { from, isLate: true };
      }
  }
  for (const child of Object.values(node)) yield* importsIn(child);
}

function wordsOf(expression) {
  if (expression.type === "StringLiteral") return expression.value;
  return expression.type === "TemplateLiteral" && expression.quasis.length === 1
    ? expression.quasis[0].cooked
    : null;
}

function lineOf(from, text) {
  const quoted = /["'`]([^"'`\n]+)["'`]/g;
  for (const match of text.matchAll(quoted)) {
    if (match[1] === from) return text.slice(0, match.index).split("\n").length;
  }
  return 1;
}
