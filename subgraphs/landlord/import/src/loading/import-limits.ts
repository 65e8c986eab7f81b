/** Bounds of memory and work; what an import does to the store does not depend on them. */
export interface ImportLimits {
  /** Rows that are checked and loaded together. */
  readonly chunkRows: number;
  /** Each load costs some turns of the event loop, in which rows are read meanwhile. */
  readonly rowsALoad: number;
  /** A first load of about so many rows is worth taking the indexes away for. */
  readonly rowsWorthDropping: number;
  /** Different rows of a file counted in memory, about 30 MB; beyond, the server counts. */
  readonly rowsRankedInMemory: number;
  /** Blocks of the filter of ids: 1 MB to 64 MB; at ten million ids a handful is taken for seen. */
  readonly fewestFilterBlocks: number;
  readonly mostFilterBlocks: number;
}

export const importLimits: ImportLimits = {
  chunkRows: 2_000,
  rowsALoad: 30_000,
  rowsWorthDropping: 20_000,
  rowsRankedInMemory: 200_000,
  fewestFilterBlocks: 1 << 14,
  mostFilterBlocks: 1 << 20,
};
