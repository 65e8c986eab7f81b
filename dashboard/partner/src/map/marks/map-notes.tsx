import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../../frame/frame";
import type { Ground } from "../ground/use-ground";
import type { MarkKind, SiteMarks } from "./site-marks";

export interface MapNotesProps {
  readonly marks: SiteMarks;
  readonly kind: MarkKind;
  readonly ground: Ground;
  readonly told: {
    /** Some places could not be read. */
    readonly isPartial: boolean;
    /** Landlords keep some to themselves. */
    readonly isNarrowed: boolean;
  };
}

/** How exact the map is, and why. */
export function MapNotes({ marks, kind, ground, told }: MapNotesProps) {
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
      {kind === "SITES" && told.isPartial && <p>{t("map.placesPartial")}</p>}
      {kind === "SITES" ? (
        <WithoutPlace marks={marks} isNarrowed={told.isNarrowed} />
      ) : (
        marks.unplaced.length > 0 && <p>{t("map.unplaced", { count: marks.unplaced.length })}</p>
      )}
      {ground.hasFailed && <p>{t("map.outlinesFailed")}</p>}
      {sources.length > 0 && (
        <p>{t("map.outlineSources", { sources: sources.join(t("terms.between")) })}</p>
      )}
      {ground.isSchematic && <p>{t("map.schematic")}</p>}
    </div>
  );
}

interface WithoutPlaceProps extends Pick<MapNotesProps, "marks"> {
  readonly isNarrowed: boolean;
}

/** Why sites are not on a map of their places: a place that is not shown is there, one that is missing is not. */
function WithoutPlace({ marks: { unplaced, areaOf }, isNarrowed }: WithoutPlaceProps) {
  const { t } = useWords();
  const { visibility } = useFrame();
  const isShown = visibility("SITE_ADDRESS") === "GRANTED";
  const missing = unplaced.filter(({ level }) => isShown || (level ?? 0) >= 3);
  const withheld = unplaced.length - missing.length;
  return (
    <>
      {withheld > 0 && (
        <p>
          {t("map.placeWithheld", { count: withheld })}{" "}
          {unplaced.every(({ id }) => areaOf.has(id)) && t("map.areasCountAll")}
        </p>
      )}
      {missing.length > 0 && (
        <p>
          {t(isNarrowed ? "map.placeKeptOrMissing" : "map.placeMissing", { count: missing.length })}
        </p>
      )}
    </>
  );
}
