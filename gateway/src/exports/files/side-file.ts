import type { Words } from "@palier/schema";
import type { ColumnHead } from "../tables/column.js";
import type { Facts } from "../tables/facts.js";
import { type CsvForm, delimiterOf } from "./csv-text.js";

/** What is beside a CSV file, as CSV on the Web (W3C, 2015) has it: `<file>-metadata.json`. */
export function sideFile(
  url: string,
  columns: readonly ColumnHead[],
  facts: Facts,
  form: CsvForm,
): object {
  const { language } = form;
  return {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": language }],
    url,
    dialect: { encoding: "utf-8", delimiter: delimiterOf(form), headerRowCount: 1 },
    tableSchema: {
      columns: columns.map(({ head, datatype, about }) => ({
        name: head.en,
        titles: head[language],
        datatype:
          form.isFrench && datatype === "number"
            ? { base: datatype, format: { decimalChar: "," } }
            : datatype,
        "dc:description": about[language],
      })),
    },
    notes: [facts],
  };
}

/** The same facts as lines before the head of the table, for who asks for them. */
export function noticeLines(
  facts: Facts,
  language: "en" | "fr",
): [string, string | number | null][] {
  const { recipient, purpose, convention, territory, month, since, at, rows } = facts;
  const { reference, version, gridVersion } = convention;
  const missing = facts.missing.map(({ landlord, status }) => `${landlord ?? "?"} (${status})`);
  const lines: (readonly [Words, string | number | null])[] = [
    [
      { en: "Recipient", fr: "Destinataire" },
      recipient && `${recipient.name ?? ""} (${recipient.code})`,
    ],
    [{ en: "Purpose", fr: "Finalité" }, purpose ?? words.none[language]],
    [{ en: "Convention", fr: "Convention" }, `${reference}, version ${version ?? "?"}`],
    [{ en: "Grid", fr: "Grille" }, gridVersion],
    [
      { en: "Territory", fr: "Territoire" },
      territory && `${territory.name ?? ""} (${territory.code})`,
    ],
    [{ en: "Month", fr: "Mois" }, month ?? words.today[language]],
    ...(since === undefined ? [] : [[{ en: "Since", fr: "Depuis" }, since] as const]),
    [{ en: "Asked for at", fr: "Demandé le" }, at],
    [{ en: "Rows", fr: "Lignes" }, rows],
    [
      { en: "Missing landlords", fr: "Bailleurs manquants" },
      missing.length === 0 ? words.whole[language] : missing.join(", "),
    ],
  ];
  return lines.map(([label, value]) => [label[language], value]);
}

const words = {
  none: { en: "none stated", fr: "aucune indiquée" },
  today: { en: "as of today", fr: "à ce jour" },
  whole: { en: "none", fr: "aucun" },
};
