import { partners } from "./access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform();
});
afterAll(() => platform.stop());

const shown = [
  { account: partners.POLICE, purpose: "INVESTIGATION", listed: 6 },
  // Those with a complaint.
  { account: partners.JUSTICE, purpose: "PROSECUTION", listed: 3 },
];
const query = `{ site(id: "orme:HARD") {
  incidents { edges { node { id } } }
  incidentPattern { incidents times { incidents } places { incidents } months { incidents } }
  incidentCounts { count }
} }`;

interface Counted {
  readonly incidents: number;
}

interface Pattern extends Counted {
  readonly times: readonly Counted[];
  readonly places: readonly Counted[];
  readonly months: readonly Counted[];
}

interface Seen {
  readonly site: {
    readonly incidents: { readonly edges: readonly unknown[] } | null;
    readonly incidentPattern: Pattern | null;
    readonly incidentCounts: readonly { readonly count: number }[];
  };
}

async function seen(account: string, purpose: string) {
  const { data, errors } = await platform.ask(account, query, { purpose });
  expect(errors).toBeUndefined();
  const { incidents, incidentPattern, incidentCounts } = (data as unknown as Seen).site;
  const sums = incidentPattern && [
    incidentPattern.incidents,
    ...[incidentPattern.times, incidentPattern.places, incidentPattern.months].map((cells) =>
      cells.reduce((sum, each) => sum + each.incidents, 0),
    ),
  ];
  const listed = incidents?.edges.length ?? null;
  // When and where is told of those that are listed, and of no others.
  expect(sums).toEqual(listed === null ? null : [listed, listed, listed, listed]);
  const counted = incidentCounts.reduce((sum, { count }) => sum + count, 0);
  return { listed, counted };
}

it.each(shown)(
  "leaves no incident of a dwelling, and none of a site below eleven, to $account, and goes on counting them (issue 9)",
  async ({ account, purpose, listed }) => {
    const { store } = platform.nodes.orme;
    expect(await seen(account, purpose)).toEqual({ listed, counted: 6 });
    await store.query(`
      UPDATE incident SET place = 'DWELLING' WHERE id IN (
        SELECT incident.id FROM incident JOIN site ON site.id = site_id
        WHERE reference = 'HARD' AND complaint_reference IS NOT NULL LIMIT 1)`);
    expect(await seen(account, purpose)).toEqual({ listed: listed - 1, counted: 6 });
    await store.query("UPDATE incident SET place = 'ROOF'");
    await store.query("UPDATE site SET dwellings = 10 WHERE reference = 'HARD'");
    expect(await seen(account, purpose)).toEqual({ listed: null, counted: 6 });
    await store.query("UPDATE site SET dwellings = 120 WHERE reference = 'HARD'");
  },
);
