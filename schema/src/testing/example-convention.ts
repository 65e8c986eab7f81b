import type { Convention } from "../convention/convention.js";
import { writeConvention } from "./write-convention.js";

const communes = ["10001", "10002"];

/** A small agreement for tests: two communes, a district across them, and what holds both. */
export const exampleConvention: Convention = writeConvention({
  validity: { from: "2024-01-01", until: "2028-12-31" },
  publication: { from: "2024-01", until: "2026-11" },
  territories: [
    { code: "10001", name: "Amont" },
    { code: "10002", name: "Aval" },
    { code: "247", kind: "INTERCOMMUNALITY", name: "Les Deux Rives", communes },
    { code: "10", kind: "DEPARTMENT", name: "Rivière", communes },
    { code: "QP-1", kind: "PRIORITY_DISTRICT", name: "Le Pont", communes },
  ],
  partners: [],
}).convention;
