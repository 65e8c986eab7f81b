import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Choice } from "@palier/dashboard-ui/parts/choice";
import { useSearchParams } from "react-router";
import { usePlace } from "../../frame/place";
import { places, timeBands } from "../../pattern/pattern";
import { chosenOf, notRecorded } from "./incident-order";

/** Which of the incidents are listed; the address keeps it. */
export function IncidentChoices() {
  const { t } = useWords();
  const { set } = usePlace();
  const [search] = useSearchParams();
  const { timeBand, place, severity } = chosenOf(search);
  const any = { id: "*", name: t("site.any") };
  const chosen = (name: string) => (id: string) => set({ [name]: id === "*" ? null : id });
  return (
    <div className="pattern-choices only-screen">
      <Choice
        label={t("site.timeBand")}
        options={[any, ...timeBands.map((id) => ({ id, name: t(`pattern.timeBands.${id}`) }))]}
        value={timeBand ?? "*"}
        onChange={chosen("band")}
      />
      <Choice
        label={t("site.placeColumn")}
        options={[any, ...places.map((id) => ({ id, name: t(`pattern.places.${id}`) }))]}
        value={place ?? "*"}
        onChange={chosen("where")}
      />
      <Choice
        label={t("site.severity")}
        options={[
          any,
          ...[2, 3, 4].map((each) => ({
            id: String(each),
            name: t("site.severityFrom", { severity: each }),
          })),
          { id: notRecorded, name: t("site.severityUnrecorded") },
        ]}
        value={severity === null ? "*" : String(severity)}
        onChange={chosen("severity")}
      />
    </div>
  );
}
