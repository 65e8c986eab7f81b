import { type PartnerKind, partnerKinds } from "@palier/schema";
import { lastMonth, melun, partners } from "../access/access-convention.js";
import { type AccessAnswer, type AccessPlatform, startAccessPlatform } from "../access/platform.js";

/** Readers of exact numbers and readers who have small ones withheld, who ask the same in the same words. */

let platform: AccessPlatform;

beforeAll(async () => {
  platform = await startAccessPlatform();
});
afterAll(() => platform.stop());

const counts = "month family count status";
const ofSite = `a: site(id: "lisiere:HARD") { incidentCounts { ${counts} } }`;
const ofTerritory = `territory(code: "${melun}") { incidentCounts(from: "${lastMonth}") {
  counts { family count status isPartial perThousandDwellings year { count status } }
  coverage { landlords { status dwellings } } } }`;

/** A peer may not ask for a site's counts. */
const asked: [string, string, readonly PartnerKind[]][] = [
  ["a territory's counts", `{ ${ofTerritory} }`, partnerKinds],
  [
    "a site's beside them",
    `{ ${ofSite} ${ofTerritory} }`,
    partnerKinds.filter((kind) => kind !== "LANDLORD"),
  ],
];

const exact: ReadonlySet<PartnerKind> = new Set(["POLICE", "JUSTICE"]);

/** Numbers of incidents in an answer. */
function countsIn(raw: string): number[] {
  return [...raw.matchAll(/"count":(\d+)/g)].map(([, count]) => Number(count));
}

it.each(asked)(
  "never gives one the answer of the other, whoever comes first: %s",
  async (_, query, kinds) => {
    // The first of all are asked at once, while nothing is planned.
    const order = [...kinds, ...kinds.toReversed()];
    const answers: (AccessAnswer & { readonly kind: PartnerKind })[] = [];
    for (let round = 0; round < 3; round += 1) {
      const asking = order.map(async (kind) => {
        return { kind, ...(await platform.ask(partners[kind], query)) };
      });
      answers.push(...(await Promise.all(asking)));
    }
    const byKind = new Map<PartnerKind, Set<string>>();
    for (const { kind, raw, status, errors } of answers) {
      expect([status, errors]).toEqual([200, undefined]);
      byKind.set(kind, (byKind.get(kind) ?? new Set()).add(raw));
      const small = countsIn(raw).filter((count) => count > 0 && count < 5);
      // Two dealings a month at each landlord's site.
      if (exact.has(kind)) expect(countsIn(raw)).toContain(6);
      else expect(small).toEqual([]);
    }
    const alone = new Map<PartnerKind, string>();
    for (const kind of kinds) alone.set(kind, (await platform.ask(partners[kind], query)).raw);
    for (const kind of kinds) expect([...(byKind.get(kind) ?? [])]).toEqual([alone.get(kind)]);
    expect(alone.get("POLICE")).toBe(alone.get("JUSTICE"));
    expect(alone.get("MUNICIPALITY")).toBe(alone.get("COORDINATOR"));
    expect(alone.get("POLICE")).not.toBe(alone.get("MUNICIPALITY"));
  },
);

it("gives two readers over one connection, in one request after the other, each their own", async () => {
  const query = `{ ${ofSite} }`;
  const both = ["POLICE", "MUNICIPALITY", "POLICE", "MUNICIPALITY"] as const;
  const found: number[][] = [];
  for (const kind of both) found.push(countsIn((await platform.ask(partners[kind], query)).raw));
  expect(found[0]).toEqual(found[2]);
  expect(found[1]).toEqual(found[3]);
  expect(found[0]).toContain(2);
  expect(found[1]).not.toContain(2);
});
