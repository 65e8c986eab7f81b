import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { CountCell } from "../counts/count-cell";
import { withheldNumbersAt } from "../counts/count-notes";
import { Counted, Mark } from "../counts/counted";

const example = 12;

/** What is withheld of numbers, and why; marks of withheld numbers lead here. */
export function WithheldNumbers() {
  const { t } = useWords();
  const signs: readonly (readonly [cell: CountCell, meaning: string])[] = [
    [{ state: "VALUE", count: example }, t("counts.why.value")],
    [{ state: "VALUE", count: 0 }, t("counts.why.zero")],
    [{ state: "WITHHELD" }, t("counts.why.withheld")],
    [{ state: "VALUE", count: example, isPartial: true }, t("counts.why.partial")],
    [{ state: "ABSENT" }, t("counts.why.absent")],
  ];
  return (
    <section id={withheldNumbersAt} tabIndex={-1} aria-labelledby="withheld-title">
      <h2 id="withheld-title">{t("counts.why.title")}</h2>
      <p className="rights-lead">{t("counts.why.lead")}</p>
      <DataTable
        className="withheld-signs"
        caption={t("counts.why.caption")}
        columns={[t("counts.why.sign"), t("counts.why.meaning")]}
      >
        <tbody>
          {signs.map(([cell, meaning]) => (
            <tr key={meaning}>
              <th scope="row">
                <Counted cell={cell} />
              </th>
              <td>{meaning}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">
              <Mark sign={t("counts.incomparableSign")} heard={t("counts.incomparable")} />
            </th>
            <td>{t("counts.why.incomparable")}</td>
          </tr>
        </tbody>
      </DataTable>
      {(["example", "levels", "peers", "remains"] as const).map((part) => (
        <p key={part} className="rights-lead">
          {t(`counts.why.${part}`)}
        </p>
      ))}
    </section>
  );
}
