const { PALIER_URL: url = "http://127.0.0.1:4000/graphql", PALIER_TOKEN: token } = process.env;
const code = process.argv[2] ?? "247700057";
const query = `query Levels($code: ID!, $after: String) { territory(code: $code) { name month
  levels { level sites dwellings } coverage { landlords { status landlord { name } } }
  sites(levels: [3, 4], first: 50, after: $after) {
    edges { level node { id name } } pageInfo { hasNextPage endCursor } } } }`;

type Edge = { level: number; node: { id: string; name: string | null } | null };
type Territory = {
  name: string; month: string; levels: { level: number | null; sites: number; dwellings: number }[];
  coverage: { landlords: { status: string; landlord: { name: string } }[] };
  sites: { edges: Edge[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
};
type Refusal = { message: string; extensions: { code: string; fields?: { field: string; line: string }[] } };
type Answer = { data?: { territory: Territory | null }; errors?: Refusal[] };

async function ask(after: string | null): Promise<Territory> {
  const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query, variables: { code, after } });
  const response = await fetch(url, { method: "POST", headers, body });
  const { data, errors = [] } = (await response.json()) as Answer; // also of a refusal: 401, 403
  for (const { message, extensions: { code, fields = [] } } of errors)
    console.error([`${code}: ${message}`, ...fields.map((each) => `${each.field}: see "${each.line}"`)].join("\n  "));
  if (data?.territory) return data.territory;
  throw new Error(data ? `No territory ${code} for this account` : "Nothing was answered");
}

let after: string | null = null;
do {
  const { name, month, levels, coverage, sites }: Territory = await ask(after);
  if (after === null) {
    console.log(`${name}, ${month}`);
    for (const each of levels) console.log(`level ${each.level ?? "?"}: ${each.sites} sites, ${each.dwellings} dwellings`);
    for (const { status, landlord } of coverage.landlords)
      if (status !== "ANSWERED") console.log(`without ${landlord.name}: ${status}`);
  }
  for (const { level, node } of sites.edges) console.log(`${level} ${node?.id ?? "?"} ${node?.name ?? "?"}`);
  after = sites.pageInfo.hasNextPage ? sites.pageInfo.endCursor : null;
} while (after !== null);
