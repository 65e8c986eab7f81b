import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bodyDigest, verifyVisa } from "@palier/schema";
import { gatewayKeys, KeyFolder, KeyRing } from "@palier/service";
import { createLocalJWKSet } from "jose";
import type { Session } from "./session.js";
import { type VisaNeeds, Visas } from "./visas.js";

let folder: string;
let now: Date;
let keys: KeyRing;
let visas: Visas;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-visas-"));
  now = new Date("2026-11-10T09:00:00Z");
  const clock = () => now;
  keys = await KeyRing.open({ kind: gatewayKeys, folder, now: clock, log: () => undefined });
  visas = new Visas({ issuer: "gateway", keys, conventionHash: "sha256-x", now: clock });
});
afterEach(() => rm(folder, { recursive: true }));

const session: Session = {
  subject: "agent-17",
  partner: { code: "police-melun", kind: "POLICE", scope: ["77288"] },
  purpose: null,
  statement: null,
  accessToken: "token",
  expiresAtMs: Number.POSITIVE_INFINITY,
};
const fields: VisaNeeds = {
  ...{ subgraph: "lisiere", asks: "FIELDS", onlyFor: null, certificate: null },
};

const wait = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

async function read(visa: string, subgraph = "lisiere") {
  const found = createLocalJWKSet({ keys: [...(await keys.publicKeys()).keys] });
  return verifyVisa(visa, found, { issuer: "gateway", subgraph, now });
}

it("is kept while it lives, and replaced well before it ends", async () => {
  const first = await visas.for(session, fields);
  wait(19);
  expect(await visas.for(session, fields)).toBe(first);
  wait(2);
  const second = await visas.for(session, fields);
  expect(second).not.toBe(first);
  expect([(await read(first)).ok, (await read(second)).ok]).toEqual([true, true]);
});

it("differs by everything that decides what is shown", async () => {
  const { partner } = session;
  const sessions: Session[] = [
    session,
    { ...session, accessToken: "another" },
    { ...session, purpose: "PREVENTION" },
    { ...session, partner: { ...partner, code: "police-dammarie" } },
    { ...session, partner: { ...partner, kind: "JUSTICE" } },
    { ...session, partner: { ...partner, scope: ["77152"] } },
  ];
  const needs: VisaNeeds[] = [
    fields,
    { ...fields, subgraph: "heronniere" },
    { ...fields, asks: "INPUTS" },
    { ...fields, certificate: "of-a-certificate" },
  ];
  const all = await Promise.all(
    sessions.flatMap((each) => needs.map((need) => visas.for(each, need))),
  );
  expect(new Set(all).size).toBe(24);
});

it("names the client certificate that it comes with, whether it is kept or not", async () => {
  const certificate = "c".repeat(43);
  for (const onlyFor of [null, "{}"]) {
    const bound = await read(await visas.for(session, { ...fields, onlyFor, certificate }));
    expect(bound).toMatchObject({ ok: true, value: { cnf: { "x5t#S256": certificate } } });
    const free = await read(await visas.for(session, { ...fields, onlyFor }));
    expect(free.ok && "cnf" in free.value).toBe(false);
  }
});

it("bound to a body, serves for this body alone and is never kept", async () => {
  const bound = { ...fields, onlyFor: '{"query":"{ a }"}' };
  const both = [await visas.for(session, bound), await visas.for(session, bound)];
  const read1 = await read(both[0] ?? "");
  const read2 = await read(both[1] ?? "");
  expect(read1).toMatchObject({ ok: true, value: { body: bodyDigest(bound.onlyFor) } });
  expect(read1.ok && read2.ok && read1.value.jti !== read2.value.jti).toBe(true);
});

it("is accepted before, during and after rotations while requests run", async () => {
  const shown: { readonly visa: string; readonly atMs: number }[] = [];
  for (let second = 0; second < 60; second += 1) {
    if (second % 20 === 10) {
      const folderOfKeys = new KeyFolder(folder, gatewayKeys);
      await folderOfKeys.rotate(now, { overlapSeconds: 0, isStolen: false });
    }
    const visa = await visas.for(session, fields);
    const bound = await visas.for(session, { ...fields, onlyFor: `${second}` });
    expect([(await read(visa)).ok, (await read(bound)).ok]).toEqual([true, true]);
    shown.push({ visa, atMs: now.getTime() });
    wait(1);
  }
  expect((await keys.publicKeys()).keys).toHaveLength(4);
  expect(new Set(shown.map(({ visa }) => visa)).size).toBe(3);
});

it("is refused at another subgraph, and when it has ended", async () => {
  const visa = await visas.for(session, fields);
  expect(await read(visa, "heronniere")).toEqual({ ok: false, problem: "audience" });
  wait(36);
  expect(await read(visa)).toEqual({ ok: false, problem: "expired", aheadSeconds: -6 });
});
