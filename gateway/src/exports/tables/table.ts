import type { GraphQLFormattedError } from "graphql";
import type { ExportDocument } from "../asked/documents.js";
import type { ListPage, MissingLandlord } from "../asked/whole-list.js";
import { type Cell, type Column, type ColumnHead, column } from "./column.js";

/** What every row of a file repeats, so that no row travels without it. */
export interface Basis {
  readonly month: string | null;
  readonly gridVersion: number | null;
  readonly missing: readonly MissingLandlord[];
}

export type ListRead<Entry> = Omit<ListPage<Entry>, "errors">;

/** What one kind of file is made of. */
export interface Table {
  readonly document: ExportDocument;
  readonly columns: readonly ColumnHead[];
  /** @returns null where the answer has no such list. */
  readonly read: (data: unknown) => ListRead<unknown> | null;
  /**
   * The cells of one of the entries that it has read.
   *
   * @param errors of the page that it came with.
   */
  readonly cells: (
    entry: unknown,
    basis: Basis,
    errors: readonly GraphQLFormattedError[],
  ) => readonly Cell[];
}

interface TableParts<Data, Entry> {
  readonly document: ExportDocument;
  readonly columns: readonly Column<Entry>[];
  /** Columns that are filled in every row of which everything is told. */
  readonly filled: ReadonlySet<string>;
  /** The landlord whose entry it is; null where it is nobody's alone. */
  readonly landlordOf: (entry: Entry) => string | null;
  readonly read: (data: Data) => ListRead<Entry> | null;
}

interface BasedRow {
  readonly basis: Basis;
  readonly notTold: string | null;
}

/** At the end of every row. */
const lastColumns: readonly Column<BasedRow>[] = [
  column(["month", "mois"], "gYearMonth", ({ basis }) => basis.month, [
    "The month that the figures are of; empty where they are of today.",
    "Le mois des chiffres ; vide s’ils sont du jour.",
  ]),
  column(["grid_version", "version_grille"], "integer", ({ basis }) => basis.gridVersion, [
    "Version of the classification grid.",
    "Version de la grille de classification.",
  ]),
  column(
    ["missing_landlords", "bailleurs_manquants"],
    "string",
    ({ basis }) => missingText(basis.missing),
    [
      "Landlords whose part is not in this file, and why; empty when it is whole.",
      "Bailleurs dont la part n’est pas dans ce fichier, et pourquoi ; vide s’il est complet.",
    ],
  ),
  column(["not_told", "non_communique"], "string", ({ notTold }) => notTold, [
    "Codes of errors that came with this row’s page and may be why cells of it are empty.",
    "Codes des erreurs reçues avec la page de cette ligne, qui peuvent expliquer ses cases vides.",
  ]),
];

export function tableOf<Data, Entry>(parts: TableParts<Data, Entry>): Table {
  const { document, columns, filled, landlordOf, read } = parts;
  return {
    document,
    columns: [...columns, ...lastColumns],
    // The documents are fixed, so the graph's types say what is in their answers.
    read: (data) => read(data as Data),
    cells: (any, basis, errors) => {
      // Only what this table has read comes back to it.
      const entry = any as Entry;
      const own = columns.map(({ cell }) => cell(entry));
      const lacks = columns.some(({ head }, index) => filled.has(head.en) && own[index] === null);
      const row = { basis, notTold: lacks ? notTold(landlordOf(entry), errors) : null };
      return [...own, ...lastColumns.map(({ cell }) => cell(row))];
    },
  };
}

function missingText(missing: readonly MissingLandlord[]): string | null {
  const names = missing.map(({ landlord, status }) => `${landlord?.slug ?? "?"} (${status})`);
  return names.length === 0 ? null : names.join(", ");
}

/** Of the errors of a page, those that may be about a row of this landlord: of some the graph names none. */
function notTold(landlord: string | null, errors: readonly GraphQLFormattedError[]): string | null {
  const codes = errors
    .filter(({ extensions = {} }) => [landlord, undefined].includes(extensions.landlord as string))
    .map(({ extensions }) => String(extensions?.code));
  return codes.length === 0 ? null : [...new Set(codes)].sort().join(", ");
}
