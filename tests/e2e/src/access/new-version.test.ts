import { rename, writeFile } from "node:fs/promises";
import { jest } from "@jest/globals";
import { conventionHash } from "@palier/schema";
import type { ConventionChanges } from "@palier/schema/testing";
import { entityBody, StolenGateway } from "../attacks/stolen-gateway.js";
import {
  changedConvention,
  type KeyedConvention,
  melun,
  partners,
  type Slug,
  slugs,
} from "./access-convention.js";
import { coverageOf, seenOf } from "./coverage.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

/** The convention's file is replaced while everything runs; nothing is started again. */

const police = partners.POLICE;
const others: readonly Slug[] = ["lisiere", "val-de-brie"];
/** Everything that may be said while some have gone over to the new text and others have not. */
const foreseen = [
  /^FORBIDDEN: /,
  /^UNAVAILABLE: No answer can be given just now/,
  /^LANDLORD_UNAVAILABLE: The landlord [a-z-]+ does not serve under this convention$/,
];
const printed = jest.spyOn(console, "error").mockImplementation(() => undefined);

let platform: AccessPlatform;

beforeAll(async () => {
  platform = await startAccessPlatform();
  for (const slug of slugs) {
    platform.nodes[slug].follow(platform.conventionFile, platform.convention);
  }
});
afterAll(() => platform.stop());

/** A next version, as a deployment brings it: whole, by a rename. */
async function bring(
  changes: ConventionChanges,
  signedBy: readonly Slug[],
): Promise<KeyedConvention> {
  const next = changedConvention(platform, changes);
  for (const slug of signedBy) await platform.nodes[slug].sign(next);
  const beside = `${platform.conventionFile}.new`;
  await writeFile(beside, next.text);
  await rename(beside, platform.conventionFile);
  return next;
}

const statuses = `{ territory(code: "${melun}") { coverage { landlords { status } } } }`;

/** Waits until the partner sees who answers so; an answer with errors is not yet that. */
async function untilAnswering(answering: readonly Slug[]): Promise<void> {
  const expected = slugs.map((slug) => ({
    status: answering.includes(slug) ? "ANSWERED" : "NOT_IN_FORCE",
  }));
  const wanted = JSON.stringify({ territory: { coverage: { landlords: expected } } });
  for (let seen = ""; seen !== wanted; ) {
    const { data, errors } = await platform.ask(police, statuses);
    seen = errors === undefined ? JSON.stringify(data) : "";
    if (seen !== wanted) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Asks without a pause until it is stopped. */
function askOnAndOn(query: string) {
  const said: string[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const { status, errors = [] } = await platform.ask(police, query);
      if (![200, 403].includes(status)) said.push(`status ${status}`);
      said.push(...errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`));
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await asking;
      return [...new Set(said)];
    },
  };
}

const address = '{ site(id: "orme:HARD") { name address } }';
const fieldsOfSite = '{ __type(name: "Site") { fields { name } } }';

it("goes over to the next version under load: left out unsigned, back once signed", async () => {
  const before = await platform.ask(police, address);
  expect(before.data).toEqual({ site: { name: "Résidence HARD", address: "1 rue HARD" } });
  expect((await platform.ask(police, fieldsOfSite)).raw).toContain('"address"');

  const running = [askOnAndOn(statuses), askOnAndOn(address)];
  const { visibility } = platform.convention;
  const next = await bring(
    {
      version: 2,
      visibility: {
        ...visibility,
        "site-address": { ...visibility["site-address"], POLICE: "denied" },
      },
    },
    others,
  );
  await untilAnswering(others);
  expect(await coverageOf(platform, police)).toEqual(seenOf(others, "NOT_IN_FORCE"));
  await platform.nodes.orme.sign(next);
  // It goes over by itself, perhaps a moment after the others.
  await untilAnswering(slugs);
  expect(await coverageOf(platform, police)).toEqual(seenOf(slugs, ""));
  const said = (await Promise.all(running.map((each) => each.stop()))).flat();
  expect(said.filter((each) => !foreseen.some((form) => form.test(each)))).toEqual([]);

  const after = await platform.ask(police, address);
  expect([after.status, after.errors?.[0]?.extensions?.code]).toEqual([403, "FORBIDDEN"]);
  expect((await platform.ask(police, fieldsOfSite)).raw).not.toContain('"address"');

  // The node refuses it by itself, also to whoever still asks under the version before.
  const stolen = await StolenGateway.of(platform);
  const askNode = async (convention: string) => {
    const headers = await stolen.headers("orme", "POLICE", { convention });
    return stolen.ask("orme", entityBody("OrmeSite", "orme:HARD", "name address"), headers);
  };
  const straight = await askNode(conventionHash(next.convention));
  expect(straight.data).toEqual({ _entities: [{ name: "Résidence HARD", address: null }] });
  const stale = await askNode(conventionHash(platform.convention));
  expect(stale.data).toEqual({ _entities: [{ name: "Résidence HARD", address: null }] });
});

it("leaves out a node that cannot go over, and says why in its log", async () => {
  const { landlords } = JSON.parse(platform.text) as { landlords: { slug: string }[] };
  const withoutKey = landlords.map((landlord) =>
    landlord.slug === "orme" ? { ...landlord, key: undefined } : landlord,
  );
  await bring({ version: 3, landlords: withoutKey }, others);
  await untilAnswering(others);
  const lines = printed.mock.calls.map(([line]) => String(line));
  expect(lines.filter((line) => line.includes("no key of landlord"))).toEqual([
    expect.stringMatching(/^\[orme\] .*version 2 is served as before/),
  ]);
  await bring({ version: 4 }, slugs);
  await untilAnswering(slugs);
});
