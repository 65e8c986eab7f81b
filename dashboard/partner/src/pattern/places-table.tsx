import { useWords } from "@palier/dashboard-ui/language/use-words";
import { incidentsIn, places } from "./pattern";
import { TallyTable } from "./tally-table";
import type { TimesTableProps } from "./times-table";

/** Parts of a site. */
export function PlacesTable({ pattern, of }: TimesTableProps) {
  const { t } = useWords();
  return (
    <TallyTable
      caption={t("pattern.placesCaption", { of })}
      columns={[t("pattern.placeColumn"), t("pattern.numberColumn")]}
      rows={places.map((place) => ({
        key: place,
        name: t(`pattern.places.${place}`),
        incidents: incidentsIn(pattern, place),
        isUnrecorded: place === "NOT_RECORDED",
      }))}
    />
  );
}
