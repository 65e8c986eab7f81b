import { createContext } from "react";

/** Hands a table to the browser as a file; null where a page offers none, as on paper. */
export type KeepTable = (table: HTMLTableElement) => void;

export const TableFilesContext = createContext<KeepTable | null>(null);
