import { geoMercatorRaw, geoPath, geoTransform } from "d3-geo";
import type { AreaGeometry, Bounds, LonLat } from "../ground/geography";

/** Degrees onto a drawing of a given width, north up. */
export interface SvgProjection {
  readonly width: number;
  readonly height: number;
  project(at: LonLat): readonly [x: number, y: number];
  /** For the `d` of a path. */
  path(geometry: AreaGeometry): string;
}

/**
 * Mercator, as interactive maps have it; on a plane, so that it does not matter which way the rings
 * of an outline run.
 *
 * @param mostHeight limits the height; what is tall gets narrower.
 */
export function projectOnto(
  bounds: Bounds,
  { width, margin, mostHeight }: { width: number; margin: number; mostHeight: number },
): SvgProjection {
  const [west, north] = mercator([bounds.west, bounds.north]);
  const [east, south] = mercator([bounds.east, bounds.south]);
  const scale = Math.min(
    (width - 2 * margin) / (east - west),
    (mostHeight - 2 * margin) / (south - north),
  );
  const left = (width - (east - west) * scale) / 2;
  const project = (at: LonLat) => {
    const [x, y] = mercator(at);
    return [left + (x - west) * scale, margin + (y - north) * scale] as const;
  };
  const onto = geoTransform({
    point(longitude, latitude) {
      this.stream.point(...project([longitude, latitude]));
    },
  });
  const path = geoPath(onto);
  return {
    width,
    height: Math.round((south - north) * scale + 2 * margin),
    project,
    path: (geometry) => path(geometry) ?? "",
  };
}

/** Down is positive. */
function mercator([longitude, latitude]: LonLat): readonly [number, number] {
  const radians = Math.PI / 180;
  const [x, y] = geoMercatorRaw(longitude * radians, latitude * radians);
  return [x, -y];
}
