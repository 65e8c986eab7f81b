import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { type Mapping, parseMapping } from "@palier/landlord-import";
import { nomenclature1 } from "@palier/schema";

/** Columns of a street file, as data.police.uk publishes them. */
export const streetHeader =
  "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,Last outcome category,Context";

const categories = [
  "Anti-social behaviour: OTHER_INCIVILITY",
  "Criminal damage and arson: OTHER_DAMAGE",
  "Drugs: DRUG_DEALING",
  "Violence and sexual offences: ASSAULT",
  "Robbery: ASSAULT",
  "Possession of weapons: WEAPON",
  "Public order: THREAT",
  "Burglary: BURGLARY",
  "Vehicle crime: VEHICLE_CRIME",
  "Shoplifting: THEFT",
  "Theft from the person: THEFT",
  "Bicycle theft: THEFT",
  "Other theft: THEFT",
  "Other crime: OTHER_PROPERTY",
];

/** All rows for one landlord, its sites the anchor points. */
export const streetMapping: Mapping = parseMapping(
  `
columns: { reference: Crime ID, day: Month, category: Crime type }
categories:
${categories.map((line) => `  ${line}`).join("\n")}
site:
  columns: [Longitude, Latitude, Location]
  match: columns
  create:
    dwellings: 60
    commune: { value: "99001" }
    name: Location
    longitude: Longitude
    latitude: Latitude
    address: Location
`,
  "street.yaml",
  nomenclature1,
);

/** The street files of a folder, in the order of their names. */
export async function streetFilesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder);
  return names
    .filter((name) => /-street\.csv(\.gz)?$/.test(name))
    .sort()
    .map((name) => join(folder, name));
}

const months = 36;
const sites = 18_000;
const natures = categories.map((line) => line.slice(0, line.indexOf(":")));

/** Writes invented street files, the same ones each time: a fifth of the rows without a reference. */
export async function writeStreetFiles(folder: string, rows: number): Promise<string[]> {
  const random = randomNumbers(20_261_122);
  const files: string[] = [];
  for (let month = 0; month < months; month += 1) {
    const name = `${2018 + Math.floor((month + 9) / 12)}-${String(((month + 9) % 12) + 1).padStart(2, "0")}`;
    const lines = [streetHeader];
    for (let row = 0; row < rows / months; row += 1) lines.push(streetRow(name, random));
    const path = join(folder, `${name}-invented-street.csv.gz`);
    await writeFile(path, gzipSync(`${lines.join("\n")}\n`));
    files.push(path);
  }
  return files;
}

function streetRow(month: string, random: () => number): string {
  const digits = () => random().toString(16).padStart(8, "0");
  const nature = natures[random() % natures.length] ?? "";
  const reference = random() % 5 === 0 ? "" : Array.from({ length: 8 }, digits).join("");
  const site = Math.floor(((random() % 1000) * (random() % sites)) / 1000);
  const longitude = (-3.2 + (site % 150) / 300).toFixed(6);
  const latitude = (53.3 + Math.floor(site / 150) / 400).toFixed(6);
  return `${reference},${month},Invented Police,Invented Police,${longitude},${latitude},On or near Street ${site},E0100${site % 900},Borough ${site % 90}A,${nature},Investigation complete; no suspect identified,`;
}

/** Marsaglia's xorshift with 32 bits: the same numbers on every machine. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}
