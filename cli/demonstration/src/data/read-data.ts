import { readFileSync } from "node:fs";
import { checkedYaml } from "@palier/schema";
import type { z } from "zod";

/** What the demonstration is made of, from a file of its folder `data`. */
export function readData<T>(name: string, format: z.ZodType<T>): T {
  const file = new URL(`../../data/${name}`, import.meta.url);
  return checkedYaml(readFileSync(file, "utf8"), name, format, () => []);
}
