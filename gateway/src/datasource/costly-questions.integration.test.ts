import { tokenForAccount } from "../identity/token-for-account.js";
import { ask, bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";

/** Short, since each costly question is waited for; what answers takes no part of it. */
const timeoutMs = 4_000;
const id = "lisiere:1";
const query = `{ site(id: "${id}") { id name } }`;

let platform: SmallPlatform;

beforeEach(async () => {
  platform = await startPlatform({}, timeoutMs);
  platform.answers.set("convention", {
    data: { site: { __typename: "LisiereSite", lookup: id, id } },
  });
  platform.answers.set("lisiere", { data: { _entities: [{ id, name: "Les Lilas" }] } });
});
afterEach(() => platform.stop());

/** Signed in, and known to the landlord: what follows waits for the landlord alone. */
async function callerAs(account: string) {
  const headers = bearer(await tokenForAccount(platform.origin, account));
  const status = async () => {
    const { body } = await ask(platform, query, headers);
    const { extensions } = body as { extensions?: { landlords: readonly { status: string }[] } };
    return extensions?.landlords[0]?.status;
  };
  expect(await status()).toBeUndefined();
  return status;
}

it("loses no landlord for others when one partner's questions run out of time (issue 9)", async () => {
  const [police, court] = [await callerAs("police-melun"), await callerAs("parquet-melun")];
  platform.hanging.add("lisiere");
  const costly = Array.from({ length: 4 }, police);
  expect(await Promise.all(costly)).toEqual(costly.map(() => "TIMED_OUT"));
  expect(await police()).toBe("TIMED_OUT");
  platform.hanging.clear();
  expect(await court()).toBeUndefined();
});

it("says that nothing can be answered now when classification does not answer in time (issue 9)", async () => {
  const territory = { __typename: "Territory", code: "77288", month: "2026-10" };
  platform.answers.set("convention", {
    data: { territory: { ...territory, contributions: [], expected: [] } },
  });
  platform.hanging.add("classification");
  const headers = bearer(await tokenForAccount(platform.origin, "police-melun"));
  const figures = "levels { level } coverage { landlordsAnswered }";
  const { body } = await ask(platform, `{ territory(code: "77288") { ${figures} } }`, headers);
  expect(body).toMatchObject({
    data: { territory: { levels: null, coverage: null } },
    errors: [{ extensions: { code: "UNAVAILABLE" } }],
  });
});

it("leaves a landlord alone that answers nobody", async () => {
  const callers = [
    await callerAs("police-melun"),
    await callerAs("parquet-melun"),
    await callerAs("mairie-dammarie"),
  ];
  platform.hanging.add("lisiere");
  const first = await Promise.all(callers.map((ask) => ask()));
  expect(first).toEqual(callers.map(() => "TIMED_OUT"));
  expect(await callers[0]?.()).toBe("UNREACHABLE");
});
