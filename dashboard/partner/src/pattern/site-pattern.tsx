import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { families } from "../counts/families";
import { useFamilyName } from "../counts/use-family-name";
import type { Family, SitePatternQuery } from "../generated/graphql";
import { absentMonths, monthsInWords } from "./months";
import { sitePatternDocument } from "./pattern.documents";
import { PlacesTable } from "./places-table";
import { TallyTable } from "./tally-table";
import { TimesTable } from "./times-table";

export interface SitePatternProps {
  readonly id: string;
  /** Oldest first. */
  readonly months: readonly string[];
  readonly family: Family | null;
}

/** When and where one site's incidents took place. */
export function SitePattern({ id, months, family }: SitePatternProps) {
  const { t } = useWords();
  const [from = "", to = ""] = [months[0], months.at(-1)];
  const query = useGraph(sitePatternDocument, { id, from, to, family }, { withPurpose: true });
  return (
    <Answered query={query} roomRem={30}>
      {({ site }, isWhole) => {
        const pattern = site?.incidentPattern;
        if (pattern == null) return isWhole ? <p>{t("pattern.hidden")}</p> : null;
        return <Tables pattern={pattern} months={months} family={family} />;
      }}
    </Answered>
  );
}

type SitesPattern = NonNullable<NonNullable<SitePatternQuery["site"]>["incidentPattern"]>;

interface TablesProps extends Pick<SitePatternProps, "months" | "family"> {
  readonly pattern: SitesPattern;
}

function Tables({ pattern, months, family }: TablesProps) {
  const { t, format } = useWords();
  const familyName = useFamilyName();
  const [from, to] = [format.month(months[0] ?? ""), format.month(months.at(-1) ?? "")];
  const of = `${from} – ${to}`;
  const { incidents } = pattern;
  const absent = absentMonths(months, pattern.months);
  const gap =
    absent.length > 0 && t("pattern.monthsAbsent", { months: monthsInWords(absent, format) });
  if (absent.length === months.length) return <p>{gap}</p>;
  if (incidents === 0) {
    return (
      <p>
        {t("pattern.about", { count: 0, from, to })} {gap}
      </p>
    );
  }
  return (
    <>
      {incidents !== null && <p>{t("pattern.about", { count: incidents, from, to })}</p>}
      <TimesTable pattern={pattern} of={of} />
      <div className="pattern-tallies">
        <PlacesTable pattern={pattern} of={of} />
        <TallyTable
          caption={t("pattern.monthsCaption", { of })}
          columns={[t("terms.month"), t("pattern.numberColumn")]}
          rows={months.map((month) => ({
            key: month,
            name: format.month(month),
            incidents: pattern.months?.find((each) => each.month === month)?.incidents ?? null,
          }))}
        />
        {family === null && (
          <TallyTable
            caption={t("pattern.familiesCaption", { of })}
            columns={[t("pattern.family"), t("pattern.numberColumn")]}
            rows={families.map((each) => ({
              key: each,
              name: familyName(each),
              incidents: pattern.families?.find((one) => one.family === each)?.incidents ?? null,
            }))}
          />
        )}
      </div>
      <p className="quiet">
        {t("pattern.notRecordedNote")} {gap}
      </p>
    </>
  );
}
