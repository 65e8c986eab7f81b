/**
 * What enforcement costs: a page of 300 sites with 26 values each, as each kind of partner that may
 * ask it, guarded against bare; the same over HTTP, with visa and access log; and the visa itself.
 */
import { compilePolicy, type PartnerKind, partnerKinds, templateTerms } from "@palier/schema";
import { guardSchema, serveGuardedSubgraph, serveSubgraph } from "@palier/subgraph-kit";
import { execute, type GraphQLSchema, parse } from "graphql";
import { alternate } from "../support/alternate.js";
import { median, timed } from "../support/measure.js";
import { landlordInMemory, operationOf, type Page, pages, sitesOfPage } from "./page.js";
import { boundTo, type Trust, trustedGateway } from "./trust.js";

const turns = 200;
const schema = landlordInMemory();
const policies = partnerKinds.map((kind) => compilePolicy(templateTerms, kind, schema));
const trust = await trustedGateway(partnerKinds);

await measureExecution();
await measureHttp();
await measureVisas(trust);

async function measureExecution() {
  title("execution alone");
  for (const policy of policies) {
    const viewer = viewerOf(policy.kind);
    const guarded = guardSchema<{ viewer: typeof viewer }>(schema, policy, (one) => one.viewer);
    for (const page of pagesOf(policy.kind)) {
      const { query, variables } = operationOf(page);
      const document = parse(query);
      const run = (one: GraphQLSchema) => async () => {
        const contextValue = { viewer };
        checkAnswer(
          await execute({ schema: one, document, contextValue, variableValues: { ...variables } }),
        );
      };
      print(policy.kind, page, await alternate(run(schema), run(guarded), turns));
    }
  }
}

async function measureHttp() {
  title("over HTTP, with visa and access log");
  const settings = { name: "lisiere", host: "127.0.0.1", port: 0, schema };
  const isReady = async () => undefined;
  const context = async () => ({});
  const bare = await serveSubgraph({ ...settings, isReady, context });
  const record = async () => undefined;
  const { door } = trust;
  const guarded = await serveGuardedSubgraph({
    ...settings,
    isReady,
    context,
    policies,
    door,
    record,
  });
  for (const kind of partnerKinds) {
    const session = await trust.mint(kind);
    for (const page of pagesOf(kind)) {
      const body = JSON.stringify(operationOf(page));
      const visa = () => (page.needsPurpose ? trust.mint(kind, boundTo(kind, body)) : session);
      const visas = await Promise.all(Array.from({ length: turns * 1.2 }, visa));
      const asBare = () => post(bare.url, body, "");
      const asGuarded = () => post(guarded.url, body, visas.pop() ?? "");
      print(kind, page, await alternate(asBare, asGuarded, turns));
    }
  }
  await Promise.all([bare.stop(), guarded.stop()]);
}

async function measureVisas({ mint, verify, door }: Trust) {
  console.log("\nVisas of 20 territories, median µs:");
  const minted: string[] = [];
  const minting: number[] = [];
  const verifying: number[] = [];
  const admitting: number[] = [];
  for (let turn = 0; turn < 1000; turn += 1) {
    const { ms, value } = await timed(() => mint("POLICE"));
    minting.push(ms);
    minted.push(value);
  }
  for (const visa of minted) verifying.push((await timed(() => verify(visa))).ms);
  const headers = { "palier-visa": minted[0] };
  const body = Buffer.from("{}");
  for (let turn = 0; turn < 1000; turn += 1) {
    admitting.push((await timed(() => door.admit(headers, body))).ms);
  }
  console.log(`  mint                        ${microseconds(minting)}`);
  console.log(`  verify                      ${microseconds(verifying)}`);
  console.log(`  admit, visa of the session  ${microseconds(admitting)}`);
}

function viewerOf(kind: PartnerKind) {
  const [purpose = null] = templateTerms.purposes[kind];
  return {
    subject: "agent-17",
    partner: kind.toLowerCase(),
    kind,
    scope: [],
    purpose,
    statedPurpose: purpose,
    asks: "FIELDS",
  } as const;
}

async function post(url: string, body: string, visa: string) {
  const headers = { "content-type": "application/json", "palier-visa": visa };
  const response = await fetch(url, { method: "POST", headers, body });
  checkAnswer(await response.json());
}

/** A page with an error would measure something else. */
function checkAnswer(answer: unknown) {
  const { errors } = answer as { errors?: readonly { readonly message: string }[] };
  if (errors !== undefined) throw new Error(errors[0]?.message);
}

function pagesOf(kind: PartnerKind): readonly Page[] {
  return pages.filter(({ kinds }) => kinds.includes(kind));
}

function title(what: string) {
  console.log(`\n${sitesOfPage} sites of 26 values, ${what}, median of ${turns}:`);
  console.log("kind           page         bare ms   guarded ms   ratio");
}

function print(kind: PartnerKind, { name }: Page, ms: { firstMs: number; secondMs: number }) {
  const ratio = ms.secondMs / ms.firstMs;
  const figures = [ms.firstMs, ms.secondMs, ratio].map((value) => value.toFixed(2));
  console.log(
    kind.padEnd(15) +
      name.padEnd(10) +
      figures.map((text, column) => text.padStart([10, 13, 8][column] ?? 10)).join(""),
  );
}

function microseconds(ms: readonly number[]): string {
  return (median(ms) * 1000).toFixed(0).padStart(5);
}
