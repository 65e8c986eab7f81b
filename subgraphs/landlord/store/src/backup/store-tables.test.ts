import { readFileSync } from "node:fs";
import { storeTables } from "./store-tables.js";

const page = readFileSync(new URL("../../../../../docs/architecture.md", import.meta.url), "utf8");

it("has each table in the documents", () => {
  expect(storeTables.filter((table) => !page.includes(`\`${table}\``))).toEqual([]);
});
