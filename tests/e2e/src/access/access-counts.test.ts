import { pausePartner, resumePartner } from "@palier/landlord-store";
import { partners, slugs } from "./access-convention.js";
import { leavePastAccess } from "./past-access.js";
import { type AccessAnswer, type AccessPlatform, startAccessPlatform } from "./platform.js";

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform();
  await leavePastAccess(platform);
});
afterAll(() => platform.stop());

const question =
  "{ convention { accessRecords { landlord { slug } months counts { month kind operations refused partlyRefused } } } }";
const ask = () => platform.ask(partners.COORDINATOR, question);

/** Of each landlord, in the convention's order, what is told of it. */
function told({ data }: AccessAnswer) {
  const { accessRecords = [] } = (data?.convention ?? {}) as {
    accessRecords?: readonly {
      readonly landlord: { readonly slug: string };
      readonly counts: readonly { readonly operations: number }[] | null;
    }[];
  };
  return accessRecords.map(({ landlord, counts }) => [landlord.slug, counts]);
}

const monthBeforeLast = () => {
  const day = new Date();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() - 2);
  return day.toISOString().slice(0, 7);
};
const one = () => [
  { month: monthBeforeLast(), kind: "POLICE", operations: 1, refused: 0, partlyRefused: 0 },
];

it("tells the coordinator how often each node was asked, and each node that it was told so", async () => {
  const answer = await ask();
  expect([answer.status, answer.errors]).toEqual([200, undefined]);
  expect(told(answer)).toEqual(slugs.map((slug) => [slug, one()]));
  // Nothing of this month, and no word of who asked.
  expect(answer.raw).not.toContain(new Date().toISOString().slice(0, 7));
  expect(answer.raw).not.toContain("agent");
  for (const slug of slugs) {
    const [entry] = await platform.nodes[slug].log();
    expect(entry).toMatchObject({
      kind: "COORDINATOR",
      coordinates: [
        ...["kind", "month", "operations", "partlyRefused", "refused"].map(
          (field) => `AccessCount.${field}`,
        ),
        ...["AccessRecord.counts", "AccessRecord.months", "Query._entities"],
      ],
      decision: "GRANTED",
      sites: [],
      territories: [],
      rows: 1,
    });
  }
});

it("names the landlord whose counts are not known, and tells the others'", async () => {
  const { front, store } = platform.nodes.orme;
  const others = slugs.map((slug) => [slug, slug === "orme" ? null : one()]);
  const { target } = front;
  front.target = null;
  const unreachable = await ask();
  front.target = target;
  expect(told(unreachable)).toEqual(others);
  expect(new Set(unreachable.errors?.map(({ extensions }) => extensions))).toEqual(
    new Set([
      { code: "LANDLORD_UNAVAILABLE", landlord: "orme", fr: "Le bailleur orme ne répond pas" },
    ]),
  );

  await pausePartner(store, partners.COORDINATOR, "Audit", "Direction");
  const paused = await ask();
  await resumePartner(store, partners.COORDINATOR, "Direction");
  expect(told(paused)).toEqual(others);
  expect(paused.errors?.map(({ extensions }) => extensions?.code)).toEqual(["LANDLORD_WITHHELD"]);
  expect(told(await ask())).toEqual(slugs.map((slug) => [slug, one()]));
});

it.each(["POLICE", "JUSTICE", "MUNICIPALITY", "LANDLORD"] as const)(
  "refuses %s before any landlord is asked",
  async (kind) => {
    for (const { front } of Object.values(platform.nodes)) front.take();
    const { status, errors } = await platform.ask(partners[kind], question);
    expect([status, errors?.map(({ extensions }) => extensions?.code)]).toEqual([
      403,
      ["FORBIDDEN"],
    ]);
    expect(Object.values(platform.nodes).flatMap(({ front }) => front.take())).toEqual([]);
  },
);
