import { gatewayAudience, type Purpose, signStatement } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { SharedUsedOnce, UsedOnce } from "@palier/service";
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  SignJWT,
} from "jose";
import { SignIn } from "./sign-in.js";

const now = new Date("2026-11-10T09:00:00Z");
const conventionHash = "sha256-of-the-convention";
const { convention } = writeConvention();
const name = "https://gateway.example";
const issuerName = "https://issuer.example";
const issuer = await generateKeyPair("ES256");
const session = await generateKeyPair("ES256");
const issuerKey = await exportJWK(issuer.publicKey);
const publicKey = await exportJWK(session.publicKey);

const open = () =>
  new SignIn({
    issuer: {
      name: issuerName,
      keys: createLocalJWKSet({ keys: [{ ...issuerKey, kid: "one", alg: "ES256" }] }),
      fetch,
      endpoints: () => Promise.reject(new Error("nobody asks for them here")),
    },
    partnerClaim: "partner",
    convention: { ...convention, purposeProof: "signed-by-caller" },
    conventionHash,
    name,
    now: () => now,
    stated: new SharedUsedOnce(
      "stated",
      new UsedOnce({ ofPartner: 3, ofSubject: 2 }),
      null,
      () => now,
    ),
  });

/** Signs in as somebody of a partner, stating a purpose by a statement of its own. */
async function stating(signIn: SignIn, partner: string, sub: string, purpose: Purpose) {
  const issuedAt = now.getTime() / 1000;
  const token = await new SignJWT({
    ...{ sub, partner, iss: issuerName, aud: gatewayAudience },
    cnf: { jkt: await calculateJwkThumbprint(publicKey) },
    ...{ iat: issuedAt, exp: issuedAt + 300 },
  })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: "one" })
    .sign(issuer.privateKey);
  const stated = { sub, purpose, convention: conventionHash, audience: name };
  const statement = await signStatement(stated, { key: session.privateKey, publicKey, now });
  const signedIn = await signIn.read({ authorization: `Bearer ${token}`, purpose: statement });
  return signedIn.ok ? signedIn.session.purpose : signedIn.problem;
}

it("refuses the signed purposes of who has filled their share, and of nobody else", async () => {
  const signIn = open();
  const officer = () => stating(signIn, "police-melun", "officer", "INVESTIGATION");
  const colleague = () => stating(signIn, "police-melun", "colleague", "INVESTIGATION");
  const clerk = () => stating(signIn, "parquet-melun", "officer", "PROSECUTION");
  expect([await officer(), await officer(), await officer()]).toEqual([
    "INVESTIGATION",
    "INVESTIGATION",
    "statement",
  ]);
  expect([await colleague(), await colleague()]).toEqual(["INVESTIGATION", "statement"]);
  expect([await clerk(), await clerk()]).toEqual(["PROSECUTION", "PROSECUTION"]);
});

it("remembers no statement of a purpose that its kind may not state", async () => {
  const signIn = open();
  for (let times = 0; times < 4; times += 1) {
    expect(await stating(signIn, "police-melun", "officer", "PROSECUTION")).toBe("unknown purpose");
  }
  expect(await stating(signIn, "police-melun", "officer", "INVESTIGATION")).toBe("INVESTIGATION");
});
