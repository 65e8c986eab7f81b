import { readConvention } from "@palier/service";
import { demonstrationConvention } from "../context/config.js";
import { welcome } from "./welcome.js";

const convention = readConvention(demonstrationConvention);
const facts = { convention, dataFolder: "/data", isDemonstration: true };

it("names every account, and a request that a shell takes as it stands", () => {
  const text = welcome({ ...facts, graphUrl: "http://127.0.0.1:4000/graphql" });
  expect(text).toMatch(/Open the dashboard +http:\/\/127\.0\.0\.1:4000\/$/m);
  for (const { code } of convention.partners) expect(text).toContain(`  ${code} `);
  expect(text).toContain(
    `-H "authorization: Bearer $(npm run --silent token -- police-melun)" -H "content-type`,
  );
  const [, body = ""] = /-d '(.*)'$/m.exec(text) ?? [];
  expect(JSON.parse(body)).toEqual({
    query: '{ territory(code: "247700057") { name levels { level sites dwellings } } }',
  });
});

it("tells the token's command another port, and says when nobody can sign in", () => {
  const graphUrl = "http://127.0.0.1:4321/graphql";
  expect(welcome({ ...facts, graphUrl })).toContain("token -- police-melun 4321\n");
  const alone = { ...convention, partners: [] };
  expect(welcome({ ...facts, convention: alone, graphUrl })).toMatch(/Nobody can sign in/);
});

it("names commands that find another data folder, and a month that the convention publishes", () => {
  const graphUrl = "http://127.0.0.1:4000/graphql";
  const text = welcome({ ...facts, graphUrl, isDemonstration: false, homeToSet: "/data/street" });
  expect(text).toContain(
    "PALIER_HOME=/data/street npx palier close-month 2026-10 --landlord lisiere\n",
  );
});
