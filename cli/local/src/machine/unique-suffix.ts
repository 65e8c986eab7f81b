import { randomBytes } from "node:crypto";

/** `<process number>.<random>`: for a draft that no other process nor call takes for its own. */
export function uniqueSuffix(): string {
  return `${process.pid}.${randomBytes(6).toString("hex")}`;
}
