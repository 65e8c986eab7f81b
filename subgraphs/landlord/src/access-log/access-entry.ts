import { canonicalJson, type ErrorCode, type PartnerKind, type Purpose } from "@palier/schema";

/**
 * What the access log keeps of one operation. It names the person by the identifier that the
 * issuer gives and holds nothing else of anyone: no text of a query, no value of a variable.
 */
export interface AccessEntry {
  readonly at: Date;
  /** This and the next three are null where a refused request did not make them known. */
  readonly subject: string | null;
  readonly partner: string | null;
  readonly kind: PartnerKind | null;
  readonly purpose: Purpose | null;
  /** Name of the operation; null when it has none. */
  readonly operation: string | null;
  /** Fields asked for, as `Type.field`. */
  readonly coordinates: readonly string[];
  /** Codes of the territories and ids of the sites that the answer touches. */
  readonly touched: readonly string[];
  /** Rows in the answer. */
  readonly rows: number;
  readonly decision: AccessOutcome;
  readonly durationMs: number;
}

/** How an operation ended. */
export type AccessOutcome =
  | { readonly outcome: "ANSWERED" }
  | { readonly outcome: "REFUSED"; readonly code: ErrorCode };

/** An escape in JSON of what PostgreSQL stores in no text: NUL, or half of a surrogate pair. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/**
 * The text of an entry that is stored and hashed.
 *
 * @throws Error when the log cannot hold it; then the operation must be refused.
 */
export function accessEntryText(entry: AccessEntry): string {
  const text = canonicalJson({ ...entry, at: entry.at.toISOString() });
  if (unstorable.test(text)) throw new Error("an entry of the access log with unstorable text");
  return text;
}
