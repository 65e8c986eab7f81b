import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { conventionHash, parseConvention } from "@palier/schema";
import { supergraphOf } from "@palier/schema/testing/composition";
import { decodeJwt } from "jose";
import {
  ask,
  bearer,
  type SmallPlatform,
  signedIn,
  startPlatform,
} from "../testing/identity.fixture.js";
import { tokenForAccount } from "./token-for-account.js";

let platform: SmallPlatform;
let police: string;
let justice: string;

beforeEach(async () => {
  platform = await startPlatform();
  police = await tokenForAccount(platform.origin, "police-melun");
  justice = await tokenForAccount(platform.origin, "parquet-melun");
});
afterEach(() => platform.stop());

type File = Record<string, unknown> & {
  visibility: Record<string, Record<string, string>>;
  partners: { code: string }[];
  landlords: { slug: string; name?: string; key?: string }[];
};

/** Writes the file of version 2 and waits until the gateway has said what it makes of it. */
async function change(edit: (file: File) => void): Promise<string> {
  const file = JSON.parse(await readFile(platform.conventionFile, "utf8")) as File;
  edit(file);
  const text = JSON.stringify({ ...file, version: 2 });
  platform.log.length = 0;
  await writeFile(platform.conventionFile, text);
  while (!platform.log.some((entry) => /convention/.test(entry))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return text;
}

const address = '{ site(id: "lisiere:1") { address } }';
const ofSite = '{ __type(name: "Site") { fields { name } } }';

/** Convention hash of the last visa that the subgraph was shown. */
function hashShownTo(subgraph: string): unknown {
  const requests = platform.received.filter((each) => each.subgraph === subgraph);
  return decodeJwt(`${requests.at(-1)?.headers["palier-visa"]}`).convention;
}

it("judges, shows its schema and mints visas by the new text, and by nothing of the old", async () => {
  const before = await ask(platform, address, bearer(police));
  expect(before.body.errors?.[0]?.extensions.code).not.toBe("FORBIDDEN");
  const hash = hashShownTo("convention");
  expect(JSON.stringify(await ask(platform, ofSite, bearer(police)))).toContain('"address"');

  const text = await change(({ visibility }) => {
    visibility["site-address"] = { ...visibility["site-address"], POLICE: "denied" };
  });
  const after = await ask(platform, address, bearer(police));
  expect([after.status, after.body.errors?.[0]?.extensions.code]).toEqual([403, "FORBIDDEN"]);
  expect(JSON.stringify(await ask(platform, ofSite, bearer(police)))).not.toContain('"address"');
  await ask(platform, '{ site(id: "lisiere:1") { name } }', bearer(police));
  expect(hashShownTo("convention")).toBe(conventionHash(parseConvention(text, "c.yaml")));
  expect(hashShownTo("convention")).not.toBe(hash);
});

it("knows partners and purposes by the new text, also of tokens that it has verified", async () => {
  const officer = await signedIn(platform, "police-melun");
  const name = '{ site(id: "lisiere:1") { name } }';
  expect((await ask(platform, name, await officer.stating("INVESTIGATION"))).status).toBe(200);
  expect((await ask(platform, name, bearer(justice))).status).toBe(200);
  await change((file) => {
    file.partners = file.partners.filter(({ code }) => code !== "parquet-melun");
    file.purposes = ["STEERING_COMMITTEE"];
  });
  expect((await ask(platform, name, bearer(justice))).status).toBe(401);
  const refused = await ask(platform, name, await officer.stating("INVESTIGATION"));
  expect([refused.status, refused.body.errors?.[0]?.extensions.code]).toEqual([
    403,
    "PURPOSE_REQUIRED",
  ]);
});

it("goes on under the old text where the new one is invalid", async () => {
  await change(({ visibility }) => {
    visibility["site-address"] = { ...visibility["site-address"], POLICE: "perhaps" };
  });
  expect(platform.log).toEqual([expect.stringContaining("version 1 is served as before")]);
  expect(JSON.stringify(await ask(platform, ofSite, bearer(police)))).toContain('"address"');
});

it("grants what both grant while the next version has not begun, under the one in force", async () => {
  await ask(platform, address, bearer(police));
  const hash = hashShownTo("convention");
  await change((file) => {
    const { visibility } = file;
    visibility["site-address"] = {
      ...visibility["site-address"],
      POLICE: "denied",
      MUNICIPALITY: "granted",
    };
    file.validity = { from: "2098-01-01", until: "2099-12-31" };
  });
  expect(platform.log).toEqual([
    expect.stringMatching(/^serves under version 1 of the convention from now on/),
    expect.stringMatching(/^goes over to version 2 of the convention on 2098-01-01/),
  ]);
  const townHall = await tokenForAccount(platform.origin, "mairie-dammarie");
  for (const token of [police, townHall]) {
    const { status, body } = await ask(platform, address, bearer(token));
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([403, "FORBIDDEN"]);
  }
  await ask(platform, '{ site(id: "lisiere:1") { name } }', bearer(police));
  expect(hashShownTo("convention")).toBe(hash);
});

describe("with other landlords", () => {
  const typeOf = async (slug: string) => {
    const query = `{ __type(name: "${slug}Site") { name } }`;
    return JSON.stringify((await ask(platform, query, bearer(police))).body.data);
  };
  const nobody = JSON.stringify({ __type: null });

  it("composes their graph and goes over to it, asking each request at the graph it came to", async () => {
    expect(await typeOf("Orme")).toBe(nobody);
    await ask(platform, '{ site(id: "lisiere:1") { name } }', bearer(police));
    const [asked] = platform.received.map(({ subgraph }) => subgraph);
    expect(asked).toBe("convention");
    await change((file) => {
      const [first] = file.landlords;
      file.landlords = [
        ...file.landlords,
        { ...first, slug: "orme", name: "Orme", key: undefined },
      ];
    });
    expect(platform.log).toEqual([expect.stringMatching(/^serves under version 2/)]);
    expect(await typeOf("Orme")).toContain("OrmeSite");
    // Those who were there are where the supergraph had them.
    platform.received.length = 0;
    await ask(platform, '{ site(id: "lisiere:1") { name } }', bearer(police));
    expect(platform.received.map(({ subgraph }) => subgraph)).toEqual(["convention"]);
  });

  it("takes nothing from callers before somebody has accepted it", async () => {
    const waiting = async () =>
      /^palier_convention_unaccepted_days\{.*version="(\d+)".*\} (\S+)$/m
        .exec(await (await fetch(platform.metricsUrl)).text())
        ?.slice(1);
    expect(await waiting()).toBeUndefined();
    await change((file) => {
      file.landlords = file.landlords.filter(({ slug }) => slug === "lisiere");
    });
    expect(await waiting()).toEqual(["2", expect.stringMatching(/^-?[\d.]+$/)]);
    const told = platform.log.join("\n");
    expect(told).toMatch(/cannot be followed; version 1 is served as before/);
    expect(told).toContain("Type 'HeronniereSite' was removed");
    expect(await typeOf("Heronniere")).toContain("HeronniereSite");
    platform.log.length = 0;
    await writeFile(
      join(platform.folder, "supergraph.graphql"),
      supergraphOf({
        ...{ convention: "http://127.0.0.1:1", classification: "http://127.0.0.1:1" },
        landlords: [{ slug: "lisiere", endpoint: "http://127.0.0.1:1" }],
      }),
    );
    while (!platform.log.some((entry) => /serves under version 2/.test(entry))) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await typeOf("Heronniere")).toBe(nobody);
    expect(await waiting()).toBeUndefined();
  });
});

it("asks for patience while a subgraph of its own has another text", async () => {
  const message = "The landlord has not signed this version of the convention.";
  const extensions = { code: "CONVENTION_NOT_SIGNED" };
  platform.answers.set("convention", { errors: [{ message, extensions }] });
  const { body } = await ask(platform, '{ site(id: "lisiere:1") { name } }', bearer(police));
  expect(body.errors?.map((error) => [error.message, error.extensions.code])).toEqual([
    ["No answer can be given just now. Try again in a moment.", "UNAVAILABLE"],
  ]);
});
