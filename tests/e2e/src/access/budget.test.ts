import { partners, slugs } from "./access-convention.js";
import { type Coverage, coverageOf, seenOf } from "./coverage.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

const police = partners.POLICE;
let platform: AccessPlatform;
beforeAll(async () => {
  platform = await startAccessPlatform({ budget: { [police]: { requests: 60 } } });
});
afterAll(() => platform.stop());

it("says in coverage that a partner has used up what a landlord gives it, and harms no other", async () => {
  const everyone = seenOf(slugs, "");
  expect(await coverageOf(platform, police)).toEqual(everyone);
  const seen: Coverage[] = [];
  const told = new Set<string>();
  // A person has thirty requests, and one more every two seconds.
  while (!told.has("BUDGET_USED")) {
    const few = await Promise.all(Array.from({ length: 3 }, () => coverageOf(platform, police)));
    seen.push(...few);
    for (const status of few.flatMap(({ statuses }) => Object.values(statuses))) told.add(status);
  }
  expect([...told].sort()).toEqual(["ANSWERED", "BUDGET_USED"]);
  for (const { statuses, dwellingsKnown } of seen) {
    const answered = Object.values(statuses).filter((status) => status === "ANSWERED");
    expect(dwellingsKnown).toBe(200 * answered.length);
  }
  expect(await coverageOf(platform, partners.JUSTICE)).toEqual(everyone);
});
