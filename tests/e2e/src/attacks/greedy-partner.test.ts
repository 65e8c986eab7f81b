import { usualCosts } from "@palier/gateway";
import { melun, partners } from "../access/access-convention.js";
import { type AccessAnswer, type AccessPlatform, startAccessPlatform } from "../access/platform.js";

/** Issue 9: whatever one officer asks for, colleagues and other partners are answered, and no landlord is blamed. */

/** A person's minute pays for a few of the questions below. */
const costs = { ...usualCosts, most: 400, partnerPerMinute: 1_600 };
const accounts = {
  greedy: partners.POLICE,
  colleague: partners.POLICE,
  neighbour: partners.JUSTICE,
};

let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform({ costs, accounts });
});
afterAll(() => platform.stop());

const levels = `territory(code: "${melun}") { levels { level dwellings } coverage { landlordsExpected landlordsAnswered } }`;
const mainQuery = `{ ${levels} }`;
/** As much as one may ask in one operation, and each of them another text to plan. */
const costly = (turn: number) =>
  `query Q${turn} { ${Array.from({ length: 11 }, (_, at) => `a${at}: ${levels}`).join(" ")} }`;

interface Figures {
  readonly territory: {
    readonly coverage: { readonly landlordsExpected: number; readonly landlordsAnswered: number };
  };
}

function isComplete({ status, data }: AccessAnswer): boolean {
  const { coverage } = (data as unknown as Figures | undefined)?.territory ?? {};
  return (
    status === 200 &&
    coverage !== undefined &&
    coverage.landlordsAnswered === coverage.landlordsExpected &&
    coverage.landlordsExpected === 3
  );
}

/** As a page does: who is told to wait, for the machine is busy, asks again; a few times at most. */
async function askInTurn(account: string): Promise<AccessAnswer> {
  for (let time = 0; ; time += 1) {
    const answer = await platform.ask(account, mainQuery);
    if (answer.status !== 429 || time === 4) return answer;
    await new Promise((resolve) => setTimeout(resolve, Number(answer.retryAfter) * 1_000));
  }
}

it("refuses who has used its budget, and answers colleagues and other partners meanwhile", async () => {
  const asked = Array.from({ length: 40 }, (_, turn) => platform.ask("greedy", costly(turn)));
  const others = ["neighbour", "colleague", "neighbour", "colleague"].map(askInTurn);
  for (const answer of await Promise.all(others)) {
    expect([isComplete(answer), answer.extensions]).toEqual([true, undefined]);
  }
  const answers = await Promise.all(asked);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(20);
  for (const { status, retryAfter, errors, data, extensions } of refused) {
    expect([status, data, extensions]).toEqual([429, undefined, undefined]);
    expect(Number(retryAfter)).toBeGreaterThan(0);
    expect(errors).toMatchObject([
      { extensions: { code: "RATE_LIMITED", retryAfterSeconds: Number(retryAfter) } },
    ]);
  }
  // What was answered was answered whole.
  for (const { errors, extensions } of answers.filter(({ status }) => status === 200)) {
    expect([errors, extensions]).toEqual([undefined, undefined]);
  }
  expect(isComplete(await askInTurn("colleague"))).toBe(true);
});

it("refuses what costs more than one operation may, before any landlord is asked", async () => {
  const asked = () => [...platform.fronts.values()].flatMap((front) => front.take()).length;
  asked();
  const history = `{ territory(code: "${melun}") { sites(first: 200) { edges { node {
    history { level gates { level conditions { observed } } } } } } } }`;
  const { status, errors, data } = await platform.ask("neighbour", history);
  expect([status, data, asked()]).toEqual([400, undefined, 0]);
  expect(errors).toMatchObject([
    {
      extensions: { code: "TOO_COSTLY", cost: { limit: 400, mostCostly: "Classification.gates" } },
    },
  ]);
});
