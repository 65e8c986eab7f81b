import type { Cell, ColumnHead } from "./column.js";

export interface Feature {
  readonly type: "Feature";
  readonly id: Cell;
  readonly geometry: {
    readonly type: "Point";
    readonly coordinates: readonly [longitude: number, latitude: number];
  } | null;
  readonly properties: Readonly<Record<string, Cell>>;
}

/** A row of sites as GeoJSON (RFC 7946); without a place where its reader is shown none. */
export function featureOf(columns: readonly ColumnHead[], cells: readonly Cell[]): Feature {
  const named = columns.map(({ head }, index) => [head.en, cells[index] ?? null] as const);
  const { longitude, latitude, ...properties } = Object.fromEntries(named);
  const isPlaced = typeof longitude === "number" && typeof latitude === "number";
  return {
    type: "Feature",
    id: properties.id ?? null,
    geometry: isPlaced ? { type: "Point", coordinates: [longitude, latitude] } : null,
    properties,
  };
}
