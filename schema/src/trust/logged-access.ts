import type { PartnerKind } from "../access/partner-kind.js";
import type { Purpose } from "../access/purpose.js";
import { canonicalJson } from "../ground/canonical-json.js";
import type { AccessEntry, AccessOutcome } from "./access-entry.js";
import type { VisaAsks } from "./visa.js";

/**
 * What the access log keeps of one operation. It names the person by the identifier that the
 * issuer gives and holds nothing else of anyone: no text of a query, no value of a variable.
 */
export interface LoggedAccess {
  readonly at: Date;
  /** This and the next four are null where it was not proved who asks. */
  readonly subject: string | null;
  /** Code of the partner. */
  readonly partner: string | null;
  readonly kind: PartnerKind | null;
  /** As stated, whether it lifted anything or not. */
  readonly purpose: Purpose | null;
  readonly asks: VisaAsks | null;
  readonly operationId: string | null;
  readonly operation: string | null;
  readonly coordinates: readonly string[];
  readonly sites: readonly string[];
  readonly territories: readonly string[];
  readonly rows: number;
  readonly decision: AccessOutcome;
  /** Codes and fields; null when nothing was refused. */
  readonly reason: string | null;
  readonly durationMs: number;
}

/** An escape in JSON of what PostgreSQL stores in no text: NUL, or half of a surrogate pair. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

/**
 * The text that is stored of an operation, and hashed: canonical JSON (RFC 8785).
 *
 * @throws Error when the log cannot hold it; then the operation must be refused.
 */
export function loggedText(entry: AccessEntry): string {
  const { at, ...access } = loggedAccess(entry);
  const text = canonicalJson({ ...access, at: at.toISOString() });
  if (unstorable.test(text)) throw new Error("an entry of the access log with unstorable text");
  return text;
}

/** Reads what `loggedText` wrote; whether it is still that is for `verifyLog` to say. */
export function parseLogged(text: string): LoggedAccess {
  const content = JSON.parse(text) as Omit<LoggedAccess, "at"> & { readonly at: string };
  return { ...content, at: new Date(content.at) };
}

/** Field by field: nothing that an entry gains one day is kept unless someone writes it here. */
function loggedAccess({ viewer, ...entry }: AccessEntry): LoggedAccess {
  return {
    at: entry.at,
    subject: viewer?.subject ?? null,
    partner: viewer?.partner ?? null,
    kind: viewer?.kind ?? null,
    purpose: viewer?.statedPurpose ?? null,
    asks: viewer?.asks ?? null,
    operationId: entry.operationId,
    operation: entry.operation,
    coordinates: entry.coordinates,
    sites: entry.sites,
    territories: entry.territories,
    rows: entry.rows,
    decision: entry.decision,
    reason: entry.reason,
    durationMs: Math.round(entry.durationMs),
  };
}
