/** How a landlord numbers what it records. */
export interface RecordStyle {
  siteReference(rank: number, commune: string): string;
  /** @param rank From 1 in each year. */
  incidentReference(rank: number, year: string): string;
}

const plain: RecordStyle = {
  siteReference: (rank) => `S${padded(rank, 3)}`,
  incidentReference: (rank, year) => `${year}-${padded(rank, 5)}`,
};

const styles: Readonly<Record<string, RecordStyle>> = {
  lisiere: {
    siteReference: (rank) => `LL-${padded(1000 + rank * 7, 4)}`,
    incidentReference: (rank, year) => `LL${year}/${padded(rank, 5)}`,
  },
  "quatre-saules": {
    siteReference: (rank, commune) => `${commune.slice(2)}.${padded(rank, 3)}`,
    incidentReference: (rank, year) => `FI-${year.slice(2)}-${padded(rank, 4)}`,
  },
  heronniere: {
    siteReference: (rank) => `H${padded(rank, 3)}`,
    incidentReference: (rank, year) => `${year}${padded(rank, 6)}`,
  },
  "foyer-des-bateliers": {
    siteReference: (rank) => padded(300 + rank, 4),
    incidentReference: (rank, year) => `${rank}/${year}`,
  },
  saxifrage: {
    siteReference: (rank) => `SAX${padded(rank, 2)}`,
    incidentReference: (rank, year) => `T-${year}-${padded(rank, 4)}`,
  },
};

/** The landlord's own way, or a plain one for a landlord that has none here. */
export function recordStyleOf(slug: string): RecordStyle {
  return styles[slug] ?? plain;
}

function padded(rank: number, digits: number): string {
  return String(rank).padStart(digits, "0");
}
