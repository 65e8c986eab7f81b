import { z } from "zod";
import { isLandlordSlug } from "../ground/landlord-slug.js";
import { isSignedBy, signCompact, unverifiedText } from "../keys/compact-signature.js";
import type { SigningKey } from "../keys/signature-key.js";

/** A landlord's word that it leaves a convention: from this instant on its node shows nobody anything. */
export interface Leaving {
  readonly reference: string;
  readonly landlord: string;
  /** ISO 8601, UTC. */
  readonly since: string;
}

const type = "palier-leaving+jws";
const leavingFormat = z.strictObject({
  reference: z.string(),
  landlord: z.string().refine(isLandlordSlug),
  since: z.iso.datetime(),
});

/** @returns compact JWS (EdDSA) by the key with which the landlord signs conventions. */
export async function signLeaving(leaving: Leaving, key: SigningKey): Promise<string> {
  return await signCompact(leavingFormat.parse(leaving), type, key);
}

/** What a landlord says by a statement; null where it is none, or not made by this key. */
export async function readLeaving(jws: string, publicKey: string): Promise<Leaving | null> {
  const text = unverifiedText(jws, type);
  const said = leavingFormat.safeParse(text?.claim);
  if (text?.alg !== "EdDSA" || !said.success) return null;
  return (await isSignedBy(jws, publicKey)) ? said.data : null;
}
