/** What the gateway serves to browsers besides the graph. */
export interface DashboardConfig {
  /** Folder of the built pages; null for those of the installed package. */
  readonly folder: string | null;
  /** Background of the map; null for none, so that nothing is loaded from elsewhere. */
  readonly tiles: Tiles | null;
  /** GeoJSON file of outlines that the convention has none of; null for the convention's alone. */
  readonly outlinesFile: string | null;
  /** Folder of pictures of landlords and partners, each named after its party; null for none. */
  readonly logosFolder: string | null;
  /** Whether the incidents behind the graph are invented. */
  readonly hasInventedData: boolean;
}

export interface Tiles {
  /**
   * Address of a tile, with `{z}`, `{x}` and `{y}` in place of its numbers; or the path of one file of
   * tiles on this machine, `.pmtiles`, which the gateway serves itself; or that of a MapLibre style, `.json`.
   */
  readonly url: string;
  /** What the map's corner says about their source. */
  readonly attribution: string;
}
