import { jest } from "@jest/globals";
import { type Convention, conventionHash, type Versions } from "@palier/schema";
import { type NodeRequest, TrustedNode, trustedConvention } from "../testing/trusted-node.js";

/** Version 2 begins with December, and version 1 ends the day before. */
const before = new Date("2026-11-30T22:59:59Z");
const first = new Date("2026-11-30T23:00:00Z");
const { visibility } = trustedConvention;
const one: Convention = {
  ...trustedConvention,
  validity: { ...trustedConvention.validity, until: "2026-11-30" },
};
const two: Convention = {
  ...trustedConvention,
  version: 2,
  validity: { from: "2026-12-01", until: "2099-12-31" },
  visibility: {
    ...visibility,
    "site-address": { ...visibility["site-address"], POLICE: "denied" },
    "site-level": { ...visibility["site-level"], MUNICIPALITY: "granted" },
  },
};
const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);

let now: Date;
let node: TrustedNode;

async function open(versions: Versions, signed: readonly Convention[]): Promise<void> {
  now = before;
  node = await TrustedNode.open({}, { versions, clock: () => now });
  for (const each of signed) await node.sign(each);
}
afterEach(() => node.stop());

const site = { representations: [{ __typename: "LisiereSite", id: "lisiere:R-1" }] };
const under = (convention: Convention, request: NodeRequest = {}) =>
  node.ask("police", "... on LisiereSite { name address }", {
    ...site,
    convention: conventionHash(convention),
    ...request,
  });
const whole = { entities: [{ name: "Les Tilleuls", address: "1 quai" }], codes: [] };
const cut = { entities: [{ name: "Les Tilleuls", address: null }], codes: ["FORBIDDEN"] };
const refused = (code: string) => ({ entities: null, codes: [code] });

it("serves under the version before until the next one's day, then under that alone, whatever is asked under", async () => {
  await open([one, two], [one]);
  for (const asked of [one, two]) expect(await under(asked)).toEqual(cut);
  now = first;
  for (const asked of [one, two]) {
    expect(await under(asked)).toEqual(refused("CONVENTION_NOT_SIGNED"));
  }
  await node.sign(two);
  for (const asked of [one, two]) expect(await under(asked)).toEqual(cut);
});

it("goes by its own clock, also where it is days behind: what begins elsewhere has not begun here", async () => {
  await open([one, two], [one, two]);
  now = new Date("2026-11-29T12:00:00Z");
  expect(await under(two)).toEqual(cut);
  now = first;
  expect(await under(two)).toEqual(cut);
});

/** Asks until the answer is this one: a signature is noticed within seconds. */
async function untilAnswered(convention: Convention, wanted: unknown): Promise<void> {
  for (let seen = ""; seen !== JSON.stringify(wanted); ) {
    seen = JSON.stringify(await under(convention));
    if (seen !== JSON.stringify(wanted)) await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

it("needs no new file once its landlord has signed: the signed text holds from its day on", async () => {
  await open([one], [one]);
  expect(await under(one)).toEqual(whole);
  expect(await under(two)).toEqual(refused("CONVENTION_NOT_SIGNED"));
  await node.sign(two);
  await untilAnswered(one, cut);
  expect(await under(two)).toEqual(cut);
  now = first;
  for (const asked of [one, two]) expect(await under(asked)).toEqual(cut);
});

it("believes no text that lies in its database without the landlord's signature", async () => {
  await open([one], [one]);
  await node.sign(two);
  await untilAnswered(one, cut);
  await node.store.query(
    "UPDATE convention_signature SET convention = replace(convention, 'Convention', 'Konvention') WHERE version = 2",
  );
  await node.store.query(
    "UPDATE convention_signature SET signature = signature || ' ' WHERE version = 2",
  );
  await untilAnswered(one, whole);
});

it("cuts scope and purpose of whoever asks under one version to what both grant", async () => {
  const narrower: Convention = {
    ...two,
    visibility,
    purposes: ["STEERING_COMMITTEE"],
    partners: two.partners.map((each) =>
      each.code === "police" ? { ...each, scope: ["10002"] } : each,
    ),
  };
  await open([one, narrower], [one]);
  // The site lies in 10001.
  expect(await under(one, { purpose: "INVESTIGATION" })).toEqual({ entities: [null], codes: [] });
});

it("is narrowed by its landlord under every version, also where one grants less than is narrowed to", async () => {
  now = before;
  const narrowing = { "site-address": { POLICE: "granted" } } as const;
  node = await TrustedNode.open(narrowing, { versions: [one], clock: () => now });
  await node.sign(one);
  expect(await under(one)).toEqual(whole);
  await node.server.serveUnder([one, two]);
  expect(await under(one)).toEqual(cut);
});

it("serves nobody from the day of a version that leaves its landlord out, and goes on until then", async () => {
  const without = {
    ...two,
    visibility,
    landlords: two.landlords.filter(({ slug }) => slug !== "lisiere"),
  };
  await open([one], [one]);
  await node.server.serveUnder([one, without]);
  expect(await under(one)).toEqual(whole);
  now = first;
  for (const asked of [one, without]) {
    expect(await under(asked)).toEqual(refused("CONVENTION_NOT_SIGNED"));
  }
});

it("says in its log when it goes over", async () => {
  await open([one, two], [one, two]);
  logged.mockClear();
  await under(one);
  now = first;
  await under(one);
  while (logged.mock.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(logged.mock.calls.flat()).toEqual([
    expect.stringMatching(/^\[lisiere\] serves under version 2 of the convention from now on/),
  ]);
});
