import { type Cell, csvText, numberIn } from "@palier/dashboard-ui/files/csv-text";
import { handOver } from "@palier/dashboard-ui/files/hand-over";
import { readNotes, readTable } from "@palier/dashboard-ui/files/read-table";
import { type KeepTable, TableFilesContext } from "@palier/dashboard-ui/files/table-files";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { ReactNode } from "react";
import { useFrame } from "./frame";
import { useRecipient } from "./recipient";

export interface TableFilesProps {
  /** Not those of pages that are made for paper or a wall. */
  readonly areOffered: boolean;
  readonly children: ReactNode;
}

/**
 * Tables of a page as files: what the page was told, read off the table as it stands there, so that a file can say
 * neither more nor anything else; for whom and why stands in its head, as in files of the gateway.
 */
export function TableFiles({ areOffered, children }: TableFilesProps) {
  const keep = useKeepTable();
  return <TableFilesContext value={areOffered ? keep : null}>{children}</TableFilesContext>;
}

function useKeepTable(): KeepTable {
  const { t, language } = useWords();
  const { convention } = useFrame();
  const { recipient, purpose, reference, version } = useRecipient();
  const form = { isFrench: language.wording === "FRENCH" };
  return (table) => {
    const at = new Date().toISOString();
    const caption = table.caption?.textContent ?? "";
    const head: readonly (readonly [label: string, value: string])[] = [
      [t("frame.files.head.recipient"), recipient ?? "–"],
      [t("frame.files.head.purpose"), purpose ?? t("frame.files.head.noPurpose")],
      [
        t("frame.files.head.convention"),
        t("frame.files.head.version", { reference, version: version ?? "–" }),
      ],
      [t("frame.files.head.grid"), String(convention?.gridVersion ?? "–")],
      [t("frame.files.head.page"), document.querySelector("main h1")?.textContent ?? ""],
      [t("frame.files.head.address"), window.location.href],
      [t("frame.files.head.at"), at],
      [t("frame.files.head.table"), caption],
      ...readNotes(table).map((note) => [t("frame.files.head.note"), note] as const),
    ];
    const rows = readTable(table).map((row) =>
      row.map(({ text, isNumber }): Cell => (isNumber ? numberIn(text, form) : text)),
    );
    const content = csvText([...head, [""], ...rows], form);
    handOver(
      `palier-${fileWords(caption)}-${at.slice(0, 10)}.csv`,
      new Blob([content], { type: "text/csv;charset=utf-8" }),
    );
  };
}

const mostLetters = 60;

/** Letters and figures that any disk takes: `Faits relevés, octobre 2026` is `faits-releves-octobre-2026`. */
function fileWords(caption: string): string {
  const plain = caption.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const words = plain.split(/[^a-z0-9]+/).filter((word) => word !== "");
  return words.join("-").slice(0, mostLetters).replace(/-$/, "");
}
