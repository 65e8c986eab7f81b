import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../../frame/frame";
import type { Ground } from "../ground/use-ground";
import type { SiteMarks } from "./site-marks";

export interface MapNotesProps {
  readonly marks: SiteMarks;
  readonly ground: Ground;
  /** Some places could not be read. */
  readonly isPartial: boolean;
}

/** How exact the map is, and why. */
export function MapNotes({ marks, ground, isPartial }: MapNotesProps) {
  const { t } = useWords();
  const { visibility } = useFrame();
  const address = visibility("SITE_ADDRESS");
  const accuracy =
    address === "GRANTED"
      ? t("map.exact")
      : address === "LEVEL_3_AND_4"
        ? t("map.exactHard")
        : t("map.byCommune");
  return (
    <div className="map-notes quiet">
      <p>{accuracy}</p>
      {isPartial && <p>{t("map.placesPartial")}</p>}
      {marks.unplaced > 0 && <p>{t("map.unplaced", { count: marks.unplaced })}</p>}
      {ground.hasFailed && <p>{t("map.outlinesFailed")}</p>}
      {ground.isSchematic && <p>{t("map.schematic")}</p>}
    </div>
  );
}
