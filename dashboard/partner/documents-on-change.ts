import type { Plugin } from "vite";

/** While one works on pages: a changed question is given its document and types before the browser hears of it. */
export function documentsOnChange(): Plugin {
  return {
    name: "documents-on-change",
    apply: "serve",
    buildStart: makeDocuments,
    async hotUpdate({ file }) {
      if (this.environment.name === "client" && file.endsWith(".documents.ts"))
        await makeDocuments();
    },
  };
}

async function makeDocuments(): Promise<void> {
  const [{ generate }, { default: config }] = await Promise.all([
    import("@graphql-codegen/cli"),
    import("./codegen.ts"),
  ]);
  await generate({ ...config, silent: true });
}
