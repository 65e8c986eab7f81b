import { fileURLToPath } from "node:url";
import { type Plugin, runnerImport } from "vite";

const generated = fileURLToPath(new URL("src/generated/graphql.ts", import.meta.url));

/**
 * Leaves beside the built pages what they ask, word for word, so that a gateway knows the operations of
 * the dashboard that it serves. In the form of the gateway's own file of registered operations.
 */
export function documentList(): Plugin {
  return {
    name: "document-list",
    apply: "build",
    async generateBundle() {
      const { module } = await runnerImport<Record<string, unknown>>(generated);
      const documents = Object.entries(module)
        .filter(([name]) => name.endsWith("Document"))
        .map(([name, document]) => ({
          name: name.slice(0, -"Document".length),
          document: String(document),
        }));
      if (documents.length === 0) this.error("the dashboard asks nothing: what was generated?");
      const source = `${JSON.stringify({ format: 1, documents }, null, 2)}\n`;
      this.emitFile({ type: "asset", fileName: "documents.json", source });
    },
  };
}
