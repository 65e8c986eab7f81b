import { type ReactNode, useContext, useRef } from "react";
import { Button } from "react-aria-components";
import { TableFilesContext } from "../files/table-files";
import { useWords } from "../language/use-words";
import "./kept-table.css";

export interface KeptTableProps {
  readonly caption: string;
  /** With one table in it. */
  readonly children: ReactNode;
}

/** A table with what makes a file of it. */
export function KeptTable({ caption, children }: KeptTableProps) {
  const { t } = useWords();
  const keep = useContext(TableFilesContext);
  const around = useRef<HTMLDivElement>(null);
  if (keep === null) return children;
  const keepTable = () => {
    const table = around.current?.querySelector("table");
    if (table != null) keep(table);
  };
  return (
    <div ref={around} className="kept-table">
      {children}
      <Button
        className="kept-table-button only-screen"
        aria-label={t("parts.keepTableOf", { table: caption })}
        onPress={keepTable}
      >
        {t("parts.keepTable")}
      </Button>
    </div>
  );
}
