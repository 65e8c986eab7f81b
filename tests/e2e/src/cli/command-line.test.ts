import { makeHome, palier, removeHome } from "./palier.js";

let home: string;
beforeAll(async () => {
  home = await makeHome();
});
afterAll(() => removeHome(home));

it.each([
  [["compose", "--check"], 0, /supergraph\.graphql is current\.\n.*\bgraph\.graphql is current/],
  [["--help"], 0, /Examples:/],
  [["start", "--port", "70000"], 2, /A port is a number/],
  [["import", "x.csv"], 2, /--landlord/],
  [["close-month", "2026-13", "--landlord", "lisiere"], 2, /YYYY-MM/],
  [["nonsense"], 2, /unknown command/],
  [["start", "--convention", "/no/such/convention.yaml"], 1, /there is no such file/],
  [["close-month", "2025-01", "--landlord", "nobody"], 1, /no landlord "nobody" here/],
  [["convention", "check", "/no/such/convention.yaml"], 1, /there is no such file/],
  [["convention", "sign", "x.yaml"], 2, /--landlord/],
  [["partner", "pause", "nobody", "--landlord", "lisiere"], 1, /no partner "nobody"/],
  [["audit", "list", "--landlord", "lisiere", "--since", "soon"], 2, /Write a day as/],
  [["keys", "rotate"], 1, /no keys to rotate: .* does not exist/],
] as const)("palier %j ends with %i", async (args, exitCode, text) => {
  const run = palier(home, args);
  expect(await run.ended).toBe(exitCode);
  expect(run.output()).toMatch(text);
  expect(run.output()).not.toMatch(/^\s+at /m);
});
