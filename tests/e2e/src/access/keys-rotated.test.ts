import { readFile, rename, writeFile } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { jest } from "@jest/globals";
import { tokenForAccount } from "@palier/gateway";
import {
  conventionHash,
  gatewayAudience,
  generateSigningKey,
  readLogHead,
  type SigningKey,
  signConvention,
  signLogHead,
  verifySignature,
} from "@palier/schema";
import type { ConventionChanges } from "@palier/schema/testing";
import { demonstrationIssuerKeys, gatewayKeys, KeyFolder } from "@palier/service";
import { remoteKeys } from "@palier/subgraph-kit";
import { createLocalJWKSet, importJWK, jwtVerify, SignJWT } from "jose";
import { entityBody, StolenGateway } from "../attacks/stolen-gateway.js";
import {
  changedConvention,
  type KeyedConvention,
  keyedConvention,
  melun,
  partners,
  type Slug,
  slugs,
} from "./access-convention.js";
import { type AccessPlatform, ask, startAccessPlatform } from "./platform.js";
import { dayAt, nextDayBegins, ShiftedClock } from "./shifted-clock.js";

/** Gateway, issuer and every landlord go over to new keys within one night; partners ask all the while. */

type Landlords = NonNullable<ConventionChanges["landlords"]>;

jest.spyOn(console, "error").mockImplementation(() => undefined);
const clock = new ShiftedClock();
const firstMs = nextDayBegins(Date.now());
/** Less than a night: what is announced in the evening signs before the day. */
const overlapSeconds = 3_600;
const costs = { mode: "MEASURE", most: 2_000, partnerPerMinute: 1_000_000 } as const;
const police = partners.POLICE;

let platform: AccessPlatform;
let one: KeyedConvention;
let two: KeyedConvention;
let logKeys: ReadonlyMap<Slug, readonly [SigningKey, SigningKey]>;

beforeAll(async () => {
  clock.set(firstMs - 3 * 3_600_000);
  const pair = async () => [await generateSigningKey(), await generateSigningKey()] as const;
  logKeys = new Map(await Promise.all(slugs.map(async (slug) => [slug, await pair()] as const)));
  const [first, second] = [await keyedConvention(), await keyedConvention()];
  const version = (number: 1 | 2, { text, keys }: KeyedConvention) => {
    const { landlords } = JSON.parse(text) as {
      readonly landlords: Exclude<Landlords[number], string>[];
    };
    const named = landlords.map((party) => ({
      ...party,
      logKey: logKeys.get(party.slug as Slug)?.[number - 1]?.x,
    }));
    const validity =
      number === 1
        ? { from: "2024-01-01", until: dayAt(firstMs - 1) }
        : { from: dayAt(firstMs), until: "2099-12-31" };
    return { ...changedConvention(first, { version: number, validity, landlords: named }), keys };
  };
  one = version(1, first);
  two = version(2, second);
  platform = await startAccessPlatform({ keyed: one, costs, findKeys: (url) => remoteKeys(url) });
  for (const slug of slugs) {
    const node = platform.nodes[slug];
    await node.serve(one.convention, platform.trust, undefined, logKeys.get(slug));
    node.follow(platform.conventionFile, one.convention);
  }
});
afterAll(async () => {
  await platform.stop();
  clock.restore();
});

const query = `{
  territory(code: "${melun}") {
    levels { level sites }
    coverage { landlords { landlord { slug } status } }
  }
  site(id: "lisiere:HARD") { name }
}`;

/** Everybody is there, and nothing is said against it. */
const whole = {
  status: 200,
  errors: undefined,
  data: {
    territory: {
      levels: [4, 3, 2, 1].map((level) => ({ level, sites: [4, 1].includes(level) ? 3 : 0 })),
      coverage: {
        landlords: slugs.map((slug) => ({ landlord: { slug }, status: "ANSWERED" })),
      },
    },
    site: { name: "Résidence HARD" },
  },
};

/** Answers that are waited for at each step. */
const enough = 12;

/** Partners who ask one question after another, and sign in now and then. */
function askOnAndOn() {
  const wrong: unknown[] = [];
  let answered = 0;
  let isOver = false;
  const asker = async (account: string) => {
    while (!isOver) {
      const token = await tokenForAccount(platform.origin, account);
      for (let each = 0; each < 4 && !isOver; each += 1) {
        const { status, errors, data } = await ask(platform.url, token, query, { stated: null });
        answered += 1;
        if (JSON.stringify({ status, errors, data }) !== JSON.stringify(whole)) {
          wrong.push({ status, errors, data, at: new Date().toISOString() });
        }
      }
    }
  };
  const asking = [police, partners.JUSTICE, partners.COORDINATOR].map(asker);
  return {
    wrong,
    until: async (isEnough: () => boolean | Promise<boolean>) => {
      const from = answered;
      while (answered - from < enough || !(await isEnough())) await setTimeout(20);
    },
    stop: async () => {
      isOver = true;
      await Promise.all(asking);
    },
  };
}

/** Lets time pass until so shortly before an instant, while nobody asks, then has everybody ask across it. */
async function across(instantMs: number, isOver: () => boolean | Promise<boolean>): Promise<void> {
  if (Date.now() < instantMs - 1_500) clock.set(instantMs - 1_500);
  reader.look(await keySets());
  const askers = askOnAndOn();
  await askers.until(() => Date.now() > instantMs + 1_200);
  await askers.until(isOver);
  await askers.stop();
  expect(askers.wrong).toEqual([]);
  await reader.check();
}

const keySets = async () => {
  const paths = ["/.well-known/palier-keys.json", "/oidc/jwks"];
  const texts = paths.map(async (path) => (await fetch(`${platform.origin}${path}`)).json());
  return (await Promise.all(texts)) as Parameters<typeof createLocalJWKSet>[0][];
};

/**
 * Somebody elsewhere who keeps the key sets for as long as they may, and never fetches one for a key
 * that it lacks: what is shown on the way to the nodes, it verifies by what it has.
 */
const reader = {
  sets: null as {
    readonly sets: readonly ReturnType<typeof createLocalJWKSet>[];
    readonly atMs: number;
  } | null,
  verified: 0,
  look(sets: readonly Parameters<typeof createLocalJWKSet>[0][]) {
    const isKept =
      this.sets !== null && Date.now() - this.sets.atMs < (overlapSeconds - 60) * 1_000;
    if (!isKept) this.sets = { sets: sets.map((set) => createLocalJWKSet(set)), atMs: Date.now() };
  },
  async check() {
    const [ofGateway, ofIssuer] = this.sets?.sets ?? [];
    if (ofGateway === undefined || ofIssuer === undefined) throw new Error("no key sets");
    for (const slug of slugs) {
      for (const { headers } of platform.nodes[slug].front.take()) {
        const token = headers.authorization?.split(" ")[1] ?? "";
        // How old they have become meanwhile is another question.
        const any = { clockTolerance: 3_600 };
        await jwtVerify(`${headers["palier-visa"]}`, ofGateway, any);
        await jwtVerify(token, ofIssuer, any);
        this.verified += 1;
      }
    }
  },
};

const publishedNow = async () => (await keySets()).map(({ keys }) => keys.map(({ kid }) => kid));

it("rotates the keys of every party while partners ask: no error, nobody missing", async () => {
  const stolen = await StolenGateway.of(platform);
  const issuerFile = join(platform.keyFolder, "demonstration-issuer-key-1.json");
  const formerIssuer = JSON.parse(await readFile(issuerFile, "utf8")) as SigningKey & {
    kid: string;
  };
  const [[oldGateway], [oldIssuer]] = (await publishedNow()) as [[string], [string]];

  // In the evening: new keys are announced, the next version is signed under new keys and brought.
  const announcedMs = Date.now();
  await across(announcedMs, () => true);
  for (const kind of [gatewayKeys, demonstrationIssuerKeys]) {
    const folder = new KeyFolder(platform.keyFolder, kind);
    await folder.rotate(new Date(), { overlapSeconds, isStolen: false });
  }
  const signsMs = Date.now() + overlapSeconds * 1_000;
  for (const slug of slugs) await platform.nodes[slug].sign(two);
  await writeFile(`${platform.conventionFile}.new`, two.text);
  await rename(`${platform.conventionFile}.new`, platform.conventionFile);
  await across(Date.now(), async () => {
    const isKnown = platform.log.some((entry) => /goes over to version 2/.test(entry));
    return isKnown && (await publishedNow()).every(({ length }) => length === 2);
  });
  for (const [index, old] of [oldGateway, oldIssuer].entries()) {
    expect((await publishedNow())[index]?.[0]).toBe(old);
  }

  // They sign: whoever has looked at the sets since they were announced knows them.
  await across(signsMs, async () => {
    const [[gatewaySigns], [issuerSigns]] = (await publishedNow()) as [string[], string[]];
    return gatewaySigns !== oldGateway && issuerSigns !== oldIssuer;
  });

  // The first day of the version that names the landlords' new keys.
  await across(firstMs, () => true);
  const { data } = await ask(
    platform.url,
    await tokenForAccount(platform.origin, police),
    "{ convention { version } }",
    { stated: null },
  );
  expect(data).toEqual({ convention: { version: 2 } });

  // The old ones are gone.
  const goneMs = signsMs + 2 * (demonstrationIssuerKeys.signedSeconds + 300) * 1_000;
  await across(goneMs, async () => (await publishedNow()).every(({ length }) => length === 1));
  expect(reader.verified).toBeGreaterThan(5 * enough);

  // What they sign is refused, and what the new ones sign is not.
  const present = await lastQuestion();
  const body = entityBody("LisiereSite", "lisiere:HARD", "name");
  const visa = await stolen.visa("lisiere", "POLICE", {
    convention: conventionHash(two.convention),
  });
  expect(await stolen.ask("lisiere", body, present)).toMatchObject({
    status: 200,
    data: { _entities: [{ name: "Résidence HARD" }] },
  });
  expect(await stolen.ask("lisiere", body, { ...present, "palier-visa": visa })).toMatchObject({
    errors: [{ extensions: { code: "UNAUTHENTICATED" } }],
  });
  const oldToken = await sessionBy(formerIssuer);
  expect(await ask(platform.url, oldToken, query, { stated: null })).toMatchObject({ status: 401 });

  for (const slug of slugs) {
    const [before, after] = [one.keys.get(slug), two.keys.get(slug)];
    if (before === undefined || after === undefined) throw new Error("no keys");
    const verify = async (key: SigningKey) => {
      const signature = await signConvention(two.convention, slug, key);
      return (await verifySignature(two.convention, signature, slug, after.x)).ok;
    };
    expect([await verify(before), await verify(after)]).toEqual([false, true]);
    const head = { landlord: slug, hour: "2026-11-27T06:00:00.000Z", seal: "s".repeat(43) };
    const heads = (logKeys.get(slug) ?? []).map(async (key) =>
      readLogHead(await signLogHead(head, key), two.convention.landlords),
    );
    expect(await Promise.all(heads)).toEqual([null, head]);
  }
});

/** Headers of a question of the police's that the gateway has just sent. */
async function lastQuestion() {
  platform.nodes.lisiere.front.take();
  const token = await tokenForAccount(platform.origin, police);
  await ask(platform.url, token, '{ site(id: "lisiere:HARD") { name } }', { stated: null });
  const [{ headers } = { headers: {} as IncomingHttpHeaders }] =
    platform.nodes.lisiere.front.take();
  return { "palier-visa": `${headers["palier-visa"]}`, authorization: `${headers.authorization}` };
}

/** A session's token, as somebody makes it who has kept the issuer's former key. */
async function sessionBy({ kid, x, d }: SigningKey & { readonly kid: string }): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000);
  return new SignJWT({ partner: police })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid })
    .setIssuer(`${platform.origin}/oidc`)
    .setAudience(gatewayAudience)
    .setSubject(police)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 300)
    .sign(await importJWK({ kty: "OKP", crv: "Ed25519", x, d }, "EdDSA"));
}
