import type { Convention, LandlordParty, Territory } from "@palier/schema";

/**
 * A convention as a file that reads back to the same, hash included. YAML holds JSON, so no writer
 * of YAML is needed.
 *
 * @param comment one line that says where the file comes from.
 */
export function conventionText(convention: Convention, comment: string): string {
  const { territories, landlords, ...rest } = convention;
  const file = {
    format: 1,
    ...rest,
    territories: territories.map(territoryEntry),
    landlords: landlords.map(landlordEntry),
  };
  return `# ${comment}\n${JSON.stringify(file, null, 2)}\n`;
}

function territoryEntry({ code, kind, name, communes, population, center }: Territory) {
  return {
    code,
    kind,
    name,
    ...(kind === "COMMUNE" ? {} : { communes }),
    ...(population === null ? {} : { population }),
    ...center,
  };
}

function landlordEntry({ stock, ...landlord }: LandlordParty) {
  return {
    ...landlord,
    stock: stock.map(({ priorityDistrict, ...entry }) =>
      priorityDistrict === null ? entry : { ...entry, priorityDistrict },
    ),
  };
}
