import type { FrameTerritory } from "../frame/frame";
import type { MapSite } from "../map/marks/site-marks";
import { addressesOf, foundIn, outermost } from "./found";

function territory(
  code: string,
  kind: FrameTerritory["kind"],
  name: string,
  ...communes: readonly string[]
): FrameTerritory {
  return { code, kind, name, communes: communes.map((each) => ({ code: each })), center: null };
}

const melun = territory("77288", "COMMUNE", "Melun", "77288");
const leMee = territory("77285", "COMMUNE", "Le Mée-sur-Seine", "77285");
const pleinCiel = territory("QP-1", "PRIORITY_DISTRICT", "Plein Ciel", "77288", "77285");
const whole = territory("247700057", "INTERCOMMUNALITY", "Melun Val de Seine", "77288", "77285");

function site(id: string, name: string, commune: FrameTerritory): MapSite {
  return {
    ...{ id, name, level: 3, dwellings: 60, district: null, landlord: "lisiere" },
    commune: { code: commune.code, name: commune.name ?? null },
  };
}

describe("what is looked through", () => {
  it("is the one territory that holds the others", () => {
    expect(outermost([melun, pleinCiel, whole])).toEqual(["247700057"]);
  });

  it("is a town and a district that straddles its border", () => {
    expect(new Set(outermost([melun, pleinCiel]))).toEqual(new Set(["QP-1", "77288"]));
  });
});

describe("what is found", () => {
  const sites = [
    site("lisiere:R-1", "Les Chênes", leMee),
    site("lisiere:R-2", "Résidence du Mée", melun),
    site("lisiere:R-2", "Résidence du Mée", melun),
  ];
  const addresses = new Map([["lisiere:R-1", "12 rue de l’Écluse"]]);
  const idsFor = (typed: string) => foundIn([], sites, addresses, typed).sites.map(({ id }) => id);

  it("has the words without their accents, each site once, names before places", () => {
    expect(idsFor("mee")).toEqual(["lisiere:R-2", "lisiere:R-1"]);
    expect(idsFor("CHENES")).toEqual(["lisiere:R-1"]);
  });

  it("lies at an address as far as it is shown", () => {
    expect(idsFor("12 ecluse")).toEqual(["lisiere:R-1"]);
    expect(foundIn([], sites, new Map(), "12 ecluse").sites).toEqual([]);
  });

  it("is a commune or district", () => {
    const { territories } = foundIn([melun, leMee, pleinCiel], sites, addresses, "plein");
    expect(territories).toEqual([pleinCiel]);
  });

  it("is nothing before two letters", () => {
    expect(foundIn([melun], sites, addresses, " m ")).toEqual({ territories: [], sites: [] });
  });
});

it("keeps addresses that are shown, and no others", () => {
  const nodes = [{ id: "a", address: "1 rue" }, { id: "b", address: null }, null];
  const pageInfo = { hasNextPage: false, endCursor: null };
  const edges = nodes.map((node) => ({ node }));
  expect([...addressesOf([{ territory: { code: "1", sites: { pageInfo, edges } } }])]).toEqual([
    ["a", "1 rue"],
  ]);
});
