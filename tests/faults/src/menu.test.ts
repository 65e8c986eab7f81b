import { jest } from "@jest/globals";
import type { SmallPlatform } from "@palier/e2e";
import { startGround } from "./ground.js";
import { menu } from "./menu.js";
import { families } from "./trial.js";

let platform: SmallPlatform;

beforeAll(async () => {
  // Nodes log what went wrong in them.
  jest.spyOn(console, "error").mockImplementation(() => undefined);
  platform = await startGround();
});

afterAll(() => platform.stop());

const parts = families
  .map((family) => menu.filter((trial) => trial.family === family && trial.isInPart))
  .filter(([first]) => first !== undefined);

describe.each(parts.map((part) => [part[0]?.family, part] as const))("%s", (_family, part) => {
  it.each(part.map(({ name, run }) => ({ name, run })))(
    "costs no more than its landlord's part, and only as long as it lasts: $name",
    ({ run }) => run(platform),
  );
});

it("has no two faults of one name", () => {
  const names = menu.map(({ family, name }) => `${family}: ${name}`);
  expect(names).toEqual([...new Set(names)]);
});
