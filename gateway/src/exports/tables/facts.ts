import { type ExportDocument, termsDocument } from "../asked/documents.js";
import type { GraphReader } from "../asked/graph-reader.js";
import { NotAnsweredError, statusOf } from "../asked/not-answered.js";
import type { MissingLandlord } from "../asked/whole-list.js";

export interface Recipient {
  readonly code: string;
  readonly kind: string | null;
  readonly name: string | null;
}

export interface ConventionTerms {
  readonly reference: string;
  readonly version: number | null;
  readonly title: string | null;
  readonly gridVersion: number | null;
}

/** What a file is read under. */
export interface Terms {
  /** Null while nobody signs in. */
  readonly recipient: Recipient | null;
  readonly purpose: string | null;
  readonly convention: ConventionTerms;
  readonly territory: { readonly code: string; readonly name: string | null };
  readonly month: string;
}

/** What every file says of itself. */
export interface Facts extends Omit<Terms, "territory" | "month"> {
  /** Null for all territories that its recipient may ask about. */
  readonly territory: Terms["territory"] | null;
  /** Null for what stands as of today. */
  readonly month: string | null;
  /** The earlier month, of what changed. */
  readonly since?: string;
  /** When it was asked for, ISO 8601. */
  readonly at: string;
  /** Null where it is not known before the end. */
  readonly rows: number | null;
  /** Whether no landlord is missing. */
  readonly isWhole: boolean;
  readonly missing: readonly {
    readonly landlord: string | null;
    readonly name: string | null;
    readonly status: string;
  }[];
}

export function missingFacts(
  missing: readonly MissingLandlord[],
): Pick<Facts, "isWhole" | "missing"> {
  return {
    isWhole: missing.length === 0,
    missing: missing.map(({ landlord, status }) => ({
      landlord: landlord?.slug ?? null,
      name: landlord?.name ?? null,
      status,
    })),
  };
}

export interface Framed {
  readonly viewer: { readonly partner: Recipient | null } | null;
  readonly convention: ConventionTerms | null;
}

/** To whom and under what, of an answer that has it. */
export async function askFrame<Data extends Framed>(
  reader: GraphReader,
  document: ExportDocument,
  variables: Readonly<Record<string, unknown>>,
) {
  const { data, errors } = await reader.ask<Data>(document, variables);
  const { viewer, convention } = data;
  const caller = await reader.caller();
  const isKnown = caller === null || viewer?.partner != null;
  if (errors.length > 0 || convention === null || !isKnown) {
    throw new NotAnsweredError({ status: statusOf(errors), errors });
  }
  const recipient = viewer?.partner ?? null;
  return { data, recipient, purpose: caller?.session.purpose ?? null, convention };
}

interface TermsAnswer extends Framed {
  readonly published: { readonly months: readonly string[] | null } | null;
  readonly territory: (Terms["territory"] & { readonly month: string }) | null;
}

/** With the published months, which no file says of itself. */
export interface AskedTerms {
  readonly terms: Terms;
  readonly published: readonly string[];
}

/**
 * @param month by default the last one published.
 * @throws NotAnsweredError also for a territory that is none of the reader's.
 */
export async function askTerms(
  reader: GraphReader,
  territory: string,
  month: string | null,
): Promise<AskedTerms> {
  const { data, ...frame } = await askFrame<TermsAnswer>(reader, termsDocument, {
    territory,
    month,
  });
  if (data.territory === null) throw noTerritory(territory);
  const { code, name, month: shown } = data.territory;
  const terms = { ...frame, territory: { code, name }, month: shown };
  return { terms, published: data.published?.months ?? [] };
}

export function noTerritory(code: string): NotAnsweredError {
  const words = {
    en: `There is no territory ${code} for your organisation`,
    fr: `Il n’y a pas de territoire ${code} pour votre organisme`,
  };
  return NotAnsweredError.asked([words], 404);
}
