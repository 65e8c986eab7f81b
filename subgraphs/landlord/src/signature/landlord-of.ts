import type { DataSource } from "typeorm";

/** Slug of the landlord whose store this is. */
export async function landlordOf(store: Pick<DataSource, "query">): Promise<string> {
  const [node] = await store.query<{ slug: string }[]>("SELECT slug FROM node");
  if (node === undefined) throw new Error("the store belongs to no landlord yet");
  return node.slug;
}
