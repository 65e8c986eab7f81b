import { signedVersions } from "@palier/landlord-store";
import { type Versions, versionInForce } from "@palier/schema";
import type { EntityManager } from "typeorm";

/**
 * The texts that a node goes by: those of its files, and those that its landlord has signed, which it
 * keeps. A file counts before what is signed under the same version: what differs is not signed.
 *
 * @param ofFiles name the keys by which the landlord signs; what is only in the database names none.
 */
export async function heldVersions(
  store: Pick<EntityManager, "query">,
  slug: string,
  ofFiles: Versions,
  now: Date,
): Promise<Versions> {
  const keys = ofFiles.flatMap(({ landlords }) =>
    landlords.flatMap((party) => (party.slug === slug && party.key ? [party.key] : [])),
  );
  const signatories = [...new Set(keys)].map((publicKey) => ({ slug, publicKey }));
  const signed = await signedVersions(store, ofFiles[0].reference, signatories);
  const inFiles = new Set(ofFiles.map(({ version }) => version));
  const all: Versions = [...ofFiles, ...signed.filter(({ version }) => !inFiles.has(version))];
  return withoutHistory(all, now);
}

/** What is in force, what is still to come, and the one before, under which somebody may still ask. */
function withoutHistory(versions: Versions, now: Date): Versions {
  const inForce = versionInForce(versions, now);
  const others = versions.filter((one) => one !== inForce);
  const later = others.filter(({ version }) => version > inForce.version);
  const [before] = others
    .filter(({ version }) => version < inForce.version)
    .sort((a, b) => b.version - a.version);
  return [inForce, ...later, ...(before === undefined ? [] : [before])];
}
