import { jest } from "@jest/globals";
import { requestIdHeader } from "@palier/service";
import { partners, slugs } from "./access-convention.js";
import { personalTexts } from "./landlord-store.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

/** Names that are no code of a partner: whoever reads them in a log knows who was there. */
const commander = "anne.martin";
const clerk = "paul.durand";

let platform: AccessPlatform;
/** What convention, classification and landlords write. */
const printed = jest.spyOn(console, "error").mockImplementation(() => undefined);

beforeAll(async () => {
  const accounts = { [commander]: partners.POLICE, [clerk]: partners.JUSTICE };
  platform = await startAccessPlatform({ accounts });
});
/** Once: what was counted is told when a process ends. */
let stopping: Promise<void> | null = null;
const stop = () => {
  stopping ??= platform.stop();
  return stopping;
};
afterAll(stop);

const detail =
  '{ site(id: "lisiere:HARD") { name address incidents { edges { node { day complaintReference } } } } }';
const secretOf = (value: unknown) => (typeof value === "string" && value.length > 2 ? [value] : []);

/** As they lie in the landlords' databases. */
async function recorded(): Promise<string[]> {
  const found = slugs.map(async (slug) => {
    const { store } = platform.nodes[slug];
    const rows: { text: unknown }[] = await store.query(
      "SELECT complaint_reference AS text FROM incident UNION SELECT address FROM site UNION SELECT name FROM site",
    );
    return rows.flatMap(({ text }) => secretOf(text));
  });
  return [...new Set((await Promise.all(found)).flat())];
}

it("gives each question one id at every process that it reaches, and never its caller's", async () => {
  for (const front of platform.fronts.values()) front.take();
  const own = "0b5f2b0e-9c1d-4a70-9f0e-3d1f6c1f2a3b";
  const asked = async () => {
    const response = await fetch(platform.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        authorization: `Bearer ${await platform.token(commander)}`,
        [requestIdHeader]: own,
      },
      body: JSON.stringify({
        query: '{ territory(code: "77288") { levels { level sites } sites { totalCount } } }',
      }),
    });
    expect(await response.json()).not.toHaveProperty("errors");
    const ids = [...platform.fronts.values()].flatMap((front) =>
      front.take().map(({ headers }) => headers[requestIdHeader]),
    );
    expect(ids.length).toBeGreaterThan(4);
    return { told: response.headers.get(requestIdHeader), ids: [...new Set(ids)] };
  };
  const [first, second] = [await asked(), await asked()];
  expect([first.ids, second.ids]).toEqual([[first.told], [second.told]]);
  expect(new Set([first.told, second.told, own]).size).toBe(3);
});

it("names in no log who asks, what was signed, or what was read (issue 10)", async () => {
  const { store } = platform.nodes.orme;
  const token = await platform.token(commander);
  const answers = [
    await platform.ask(clerk, detail, { purpose: "PROSECUTION" }),
    await platform.ask(commander, detail.replace("complaintReference", "")),
    await platform.ask(clerk, "{ site(id: 1) { nothing } }"),
    await platform.ask(commander, `{ site(id: "${commander} ${token}") { name } }`),
  ];
  expect(answers[0]?.raw).toContain("1 rue HARD");
  expect(answers[1]?.raw).toContain("PURPOSE_REQUIRED");
  for (const authorization of [`Bearer ${token.slice(0, -4)}AAAA`, `Bearer ${commander}`]) {
    const body = JSON.stringify({ query: detail });
    const headers = { "content-type": "application/json", authorization };
    expect((await fetch(platform.url, { method: "POST", headers, body })).status).toBe(401);
  }
  await store.query("ALTER FUNCTION append_access_log(text[]) RENAME TO append_away");
  await platform.ask(commander, '{ site(id: "orme:HARD") { name address } }');
  await store.query("ALTER FUNCTION append_away(text[]) RENAME TO append_access_log");

  const references = await recorded();
  await stop();
  const log = [...platform.log, ...printed.mock.calls.flat()].join("\n");
  // It says what was refused and what failed, so that the test looks at something.
  expect(log).toMatch(/Refused within a minute: .*PURPOSE_REQUIRED/);
  expect(log).toMatch(/sign-in refused/);
  expect(log).toMatch(/An answer was kept back/);
  expect(references.length).toBeGreaterThan(5);
  const secrets = [commander, clerk, ...Object.values(personalTexts), ...references];
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  expect(log).not.toMatch(/eyJ[\w-]{20}/);
});
