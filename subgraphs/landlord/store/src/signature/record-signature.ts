import {
  ConfigurationError,
  type Convention,
  canonicalForm,
  conventionHash,
  type SignatureProblem,
  verifySignature,
} from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { withStoreLock } from "../sql/store-lock.js";
import { lostCategories } from "./signed-rules.js";

/**
 * Keeps the landlord's signature of a convention: from its first day of validity on, the node
 * serves under this version and under no older one. Recording it again changes nothing.
 *
 * @param publicKey The landlord's own, from its key's file; the convention's word for it is not enough.
 * @param thereby What is done because of it: both, or neither.
 * @throws ConfigurationError when it is no signature of this convention by this landlord, the
 *   landlord has signed another text under the same version, or the convention lacks a category
 *   that was signed before.
 */
export async function recordSignature(
  store: DataSource,
  convention: Convention,
  signature: string,
  publicKey: string,
  thereby: (tx: EntityManager) => Promise<void> = async () => {},
): Promise<void> {
  const landlord = await landlordOf(store);
  const verified = await verifySignature(convention, signature, landlord, publicKey);
  if (!verified.ok) throw new ConfigurationError([describe(verified.reason, landlord)]);
  await withStoreLock(store, async (tx) => {
    await keep(tx, convention, signature);
    await thereby(tx);
  });
}

async function keep(tx: EntityManager, convention: Convention, signature: string): Promise<void> {
  const { reference, version, validity } = convention;
  const lost = await lostCategories(tx, convention);
  if (lost.length > 0) {
    throw new ConfigurationError([
      `version ${version} of the convention "${reference}" lacks, or moves to another family, what the landlord has signed before: ${lost.join(", ")}; incidents may bear a category once signed, so keep it in its family`,
    ]);
  }
  const kept = await tx.query<unknown[]>(
    `INSERT INTO convention_signature (reference, version, hash, valid_from, signature, convention)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (reference, version)
       DO UPDATE SET signature = excluded.signature, convention = excluded.convention
       WHERE convention_signature.hash = excluded.hash
     RETURNING version`,
    [
      reference,
      version,
      conventionHash(convention),
      validity.from,
      signature,
      canonicalForm(convention),
    ],
  );
  if (kept.length > 0) return;
  throw new ConfigurationError([
    `version ${version} of the convention "${reference}" has been signed with another text; give the new text the version ${version + 1}`,
  ]);
}

function describe(problem: SignatureProblem, landlord: string): string {
  switch (problem) {
    case "MALFORMED":
      return "this is no signature of a convention";
    case "OTHER_ALGORITHM":
      return "the signature is not made by EdDSA";
    case "WRONG_KEY":
      return `the signature is not made with the key of "${landlord}", or was altered`;
    case "OTHER_LANDLORD":
      return `the signature is another landlord's, not that of "${landlord}"`;
    case "OTHER_REFERENCE":
      return "the signature is of another convention";
    case "OTHER_VERSION":
      return "the signature is of another version of the convention";
    case "OTHER_HASH":
      return "the convention was changed after it was signed";
  }
}

/** Slug of the landlord whose store this is. */
async function landlordOf(store: Pick<DataSource, "query">): Promise<string> {
  const [node] = await store.query<{ slug: string }[]>("SELECT slug FROM node");
  if (node === undefined) throw new Error("the store belongs to no landlord yet");
  return node.slug;
}
