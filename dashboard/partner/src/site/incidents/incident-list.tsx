import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Choice } from "@palier/dashboard-ui/parts/choice";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { families, isFamily } from "../../counts/families";
import { useFamilyName } from "../../counts/use-family-name";
import { usePlace } from "../../frame/place";
import { monthsUntil, windowMonths } from "../ground/months";
import type { InMonth } from "../ground/section";
import { IncidentPage } from "./incident-page";

/** The incidents of the twelve months, filtered by the family in the address. */
export function IncidentList({ id, month }: InMonth) {
  const { t } = useWords();
  const familyName = useFamilyName();
  const { set } = usePlace();
  const [search] = useSearchParams();
  const asked = search.get("family");
  const family = isFamily(asked) ? asked : null;
  const [from = month] = monthsUntil(month, windowMonths);
  return (
    <>
      <div className="incident-filter">
        <Choice
          label={t("site.family")}
          options={[
            { id: "*", name: t("site.allFamilies") },
            ...families.map((each) => ({ id: each, name: familyName(each) })),
          ]}
          value={family ?? "*"}
          onChange={(chosen) => set({ family: chosen === "*" ? null : chosen })}
        />
      </div>
      <Pages key={`${family} ${month}`} id={id} from={from} to={month} family={family} />
    </>
  );
}

type PagesProps = Omit<Parameters<typeof IncidentPage>[0], "after" | "page" | "turn">;

/** Which page is shown; a cursor tells of an incident, so it stays out of the address. */
function Pages(props: PagesProps) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  return (
    <IncidentPage
      {...props}
      after={cursors.at(-1) ?? null}
      page={cursors.length + 1}
      turn={(cursor) => setCursors(cursor === null ? cursors.slice(0, -1) : [...cursors, cursor])}
    />
  );
}
