import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Choice } from "@palier/dashboard-ui/parts/choice";
import { Link } from "react-router";
import { CompareLink } from "../frame/compare-link";
import { useFrame } from "../frame/frame";
import { useLinks } from "../frame/links";
import { usePlace } from "../frame/place";

/** The way back, with the query kept, and the month of the page. */
export function SiteBar({ id }: { readonly id: string }) {
  const { t, format } = useWords();
  const linkTo = useLinks();
  const { months, territories } = useFrame();
  const { territory, month, query, set } = usePlace();
  const published = months.map((each) => ({ id: each, name: format.month(each) }));
  // An address may name any text as its month.
  const options =
    month === null || months.includes(month)
      ? published
      : [{ id: month, name: t("site.monthUnknownShort") }, ...published];
  const name = territories.find(({ code }) => code === territory)?.name ?? territory;
  return (
    <div className="page-bar site-bar only-screen">
      <nav className="site-back" aria-label={t("site.back")}>
        <Link to={linkTo("territory", territory, query)}>
          <span aria-hidden="true">← </span>
          {t("site.backTerritory", { name })}
        </Link>
        <Link to={linkTo("map", territory, query)}>
          <span aria-hidden="true">← </span>
          {t("site.backMap")}
        </Link>
        <Link to={linkTo("sheet", id, query)}>{t("site.sheet.open")}</Link>
        <CompareLink id={id} />
      </nav>
      {month !== null && (
        <search aria-label={t("site.place")}>
          <Choice
            label={t("terms.month")}
            options={options}
            value={month}
            onChange={(chosen) => set({ month: chosen === months[0] ? null : chosen })}
          />
        </search>
      )}
    </div>
  );
}
