import { QueryPlanner } from "@apollo/query-planner";
import { jest } from "@jest/globals";
import { tokenForAccount } from "../identity/token-for-account.js";
import { ask, bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";

const page = "sites(first: 20) { edges { node { id name classification { level } } } }";
const worst = Array.from({ length: 5 }, (_, at) => `a${at}: territory(code: "77288") { ${page} }`);

describe.each(["on", "off"] as const)("with identity %s", (identity) => {
  let platform: SmallPlatform;
  let headers: Readonly<Record<string, string>> = {};
  beforeAll(async () => {
    platform = await startPlatform(identity === "on" ? {} : null);
    if (identity === "on") headers = bearer(await tokenForAccount(platform.origin, "police-melun"));
  });
  afterAll(() => platform.stop());

  it("plans no new text in the thread that answers everybody", async () => {
    const planned = jest.spyOn(QueryPlanner.prototype, "buildQueryPlan");
    try {
      const before = platform.received.length;
      await ask(platform, `query New { ${worst.join(" ")} }`, headers);
      // It was planned, or nobody could have been asked.
      expect(platform.received.length).toBeGreaterThan(before);
      expect(planned).not.toHaveBeenCalled();
    } finally {
      planned.mockRestore();
    }
  });
});
