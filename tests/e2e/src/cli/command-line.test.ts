import { makeHome, palier, removeHome } from "./palier.js";

let home: string;
beforeAll(async () => {
  home = await makeHome();
});
afterAll(() => removeHome(home));

/** One for each exit code, and one that starts a database; cli/src/run-command has the others. */
it.each([
  [["--help"], 0, /Examples:/],
  [["nonsense"], 2, /unknown command/],
  [["keys", "rotate"], 1, /no keys to rotate: .* does not exist/],
  [["close-month", "2025-01", "--landlord", "nobody"], 1, /no landlord "nobody" here/],
] as const)("palier %j ends with %i", async (args, exitCode, text) => {
  const run = palier(home, args);
  expect(await run.ended).toBe(exitCode);
  expect(run.output()).toMatch(text);
  expect(run.output()).not.toMatch(/^\s+at /m);
});
