import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const generated = fileURLToPath(new URL("src/generated/graphql.ts", import.meta.url));

/** `graphql(\`query Frame …\`)`, whole. */
const call = /\bgraphql\(\s*`\s*(query|fragment) (\w+)[^`]*`,?\s*\)/g;

/**
 * Takes each document from where it was generated, by its name. What codegen makes for `graphql(…)` looks documents up
 * by their text instead, so that every page would bring the text of all documents of all pages, twice.
 */
export function documentsOnce(): Plugin {
  return {
    name: "documents-once",
    apply: "build",
    enforce: "pre",
    transform(code, id) {
      if (id.endsWith("/generated/graphql.ts")) {
        return { code: code.replaceAll("= new Typed", "= /* @__PURE__ */ new Typed"), map: null };
      }
      if (!id.endsWith(".documents.ts")) return null;
      const asked: string[] = [];
      const replaced = code.replace(call, (_, kind: string, name: string) => {
        // A fragment goes along with the documents that spread it.
        if (kind === "fragment") return "undefined";
        asked.push(`${name}Document`);
        return `${name}Document`;
      });
      const importing = `import { ${asked.join(", ")} } from ${JSON.stringify(generated)};`;
      return { code: `${importing}\n${replaced}`, map: null };
    },
  };
}
