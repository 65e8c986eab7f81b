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

describe.each(families)("%s", (family) => {
  const part = menu.filter((trial) => trial.family === family && trial.isInPart);

  it.each(part.map(({ name, run }) => ({ name, run })))(
    "costs no more than its landlord's part, and only as long as it lasts: $name",
    ({ run }) => run(platform),
  );
});

it("has no two faults of one name", () => {
  const names = menu.map(({ family, name }) => `${family}: ${name}`);
  expect(names).toEqual([...new Set(names)]);
});
