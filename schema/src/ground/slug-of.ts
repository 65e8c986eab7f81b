/** `Val de Brie Habitat` → `val-de-brie-habitat`. */
export function slugOf(called: string): string {
  const plain = called.normalize("NFD").replace(/\p{Mark}/gu, "");
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
