import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../../frame/frame";
import type { Ground } from "../ground/use-ground";
import type { MarkKind, SiteMarks } from "./site-marks";

export interface MapNotesProps {
  readonly marks: SiteMarks;
  readonly kind: MarkKind;
  readonly ground: Ground;
  /** Some places could not be read. */
  readonly isPartial: boolean;
}

/** How exact the map is, and why. */
export function MapNotes({ marks, kind, ground, isPartial }: MapNotesProps) {
  const { t } = useWords();
  const { visibility } = useFrame();
  const address = visibility("SITE_ADDRESS");
  const accuracy =
    address === "DENIED"
      ? t("map.byCommune")
      : kind === "AREAS"
        ? t("map.inAreas")
        : t(address === "GRANTED" ? "map.exact" : "map.exactHard");
  const sources = ground.sources.map(({ source, licence }) => `${source} (${licence})`);
  return (
    <div className="map-notes quiet">
      <p>{accuracy}</p>
      {isPartial && <p>{t("map.placesPartial")}</p>}
      {marks.unplaced > 0 && (
        <p>
          {t(kind === "SITES" ? "map.withoutPlace" : "map.unplaced", { count: marks.unplaced })}
        </p>
      )}
      {ground.hasFailed && <p>{t("map.outlinesFailed")}</p>}
      {sources.length > 0 && <p>{t("map.outlineSources", { sources: sources.join(" ; ") })}</p>}
      {ground.isSchematic && <p>{t("map.schematic")}</p>}
    </div>
  );
}
