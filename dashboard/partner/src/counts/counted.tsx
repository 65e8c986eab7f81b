import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { CountCell } from "./count-cell";
import "./counts.css";

/** A number, a zero, one that is withheld, one that is not there: told apart by their signs, in grey and on paper too. */
export function Counted({ cell }: { readonly cell: CountCell }) {
  const { t, format } = useWords();
  if (cell.state === "WITHHELD") return <WithheldMark />;
  if (cell.state === "ABSENT") {
    return (
      <>
        <span aria-hidden="true">–</span>
        <span className="only-heard">{t("counts.absent")}</span>
      </>
    );
  }
  const number = format.number(cell.count);
  return cell.isPartial === true ? <AtLeast number={number} /> : number;
}

/** Of something that is missing a part. */
export function AtLeast({ number }: { readonly number: string }) {
  const { t } = useWords();
  return (
    <>
      <span aria-hidden="true">{t("counts.atLeastSign", { number })}</span>
      <span className="only-heard">{t("counts.atLeast", { number })}</span>
    </>
  );
}

/** In the place of a number that exists and is not shown. */
export function WithheldMark() {
  const { t } = useWords();
  return (
    <span className="counts-withheld">
      <span aria-hidden="true">{t("counts.withheldSign")}</span>
      <span className="only-heard">{t("terms.withheld")}</span>
    </span>
  );
}
