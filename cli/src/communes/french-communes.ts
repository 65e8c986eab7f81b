import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { type Commune, Communes } from "@palier/schema";

/** As the package has them. */
interface ListedCommune {
  readonly code: string;
  readonly nom: string;
  readonly type: string;
  readonly departement: string;
  readonly population?: number;
}

interface ListedDepartment {
  readonly code: string;
  readonly nom: string;
}

/** Every commune of France, read anew: some 13 MB that one command needs. */
export async function frenchCommunes(): Promise<Communes> {
  const [communes, departments] = await Promise.all([
    read<ListedCommune>("communes"),
    read<ListedDepartment>("departements"),
  ]);
  const names = new Map(departments.map(({ code, nom }) => [code, nom]));
  return new Communes(communesOf(communes, names));
}

function* communesOf(
  listed: readonly ListedCommune[],
  departments: ReadonlyMap<string, string>,
): Generator<Commune> {
  for (const { code, nom: name, type, departement, population } of listed) {
    // Parts of communes are none: neither those that were merged nor the districts of Paris.
    if (type !== "commune-actuelle") continue;
    yield {
      ...{ code, name },
      // Some overseas stand in no list of departments.
      department: { code: departement, name: departments.get(departement) ?? departement },
      population: population ?? null,
    };
  }
}

/** The package's own entry reads its files by the folder that the process happens to run in. */
async function read<Listed>(name: string): Promise<readonly Listed[]> {
  const { resolve } = createRequire(import.meta.url);
  const file = resolve(`@etalab/decoupage-administratif/data/${name}.json`);
  return JSON.parse(await readFile(file, "utf8"));
}
