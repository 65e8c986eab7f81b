import { SiteRegister } from "./site-register.js";

/** The register of sites with these names and the references, … */
function registerOf(names: readonly string[]): Promise<SiteRegister> {
  const rows = names.map((key, index) => ({ id: index + 1, reference: `R-${index + 1}`, key }));
  return SiteRegister.load({ query: async <T>() => rows as T }, "name", "salt");
}

it("names every site of a name that few share", async () => {
  const register = await registerOf(["Le Parc", "LE PARC", "Autre"]);
  expect(register.find("le parc")).toBeUndefined();
  expect(register.isShared("le parc")).toBe(true);
  expect(register.expected("le parc")).toBe("a name that only one site has; R-1, R-2 share it");
});

it("names five sites of a name that many share, and how many more there are", async () => {
  const register = await registerOf(Array.from({ length: 20_000 }, () => "Le Parc"));
  expect(register.expected("le parc")).toBe(
    "a name that only one site has; R-1, R-2, R-3, R-4, R-5 and 19995 more share it",
  );
});

it("suggests a name for the first hundred unknown ones only", async () => {
  const register = await registerOf(
    Array.from({ length: 500 }, (_, index) => `Résidence ${index}`),
  );
  const said = Array.from({ length: 300 }, (_, index) => register.expected(`Résidense ${index}`));
  expect(said[0]).toContain('the name of a known site (did you mean "Résidence 0"');
  expect(said.filter((text) => text.includes("did you mean"))).toEqual(said.slice(0, 100));
  expect(new Set(said.slice(100))).toEqual(
    new Set(['the name of a known site; "palier sites import" adds sites']),
  );
});
