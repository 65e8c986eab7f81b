import fc from "fast-check";
import { cells } from "../../access/matrix-rows.js";
import { partnerKinds } from "../../access/partner-kind.js";
import { purposes as all } from "../../access/purpose.js";
import { templateTerms } from "../../access/template.js";
import { compareValues, valueIn, valuesFor } from "../../access/visibility.js";
import { runs } from "../../testing/index.js";
import type { Convention } from "../convention.js";
import { smallConvention } from "../signatures/signature.fixture.js";
import { conventionHash } from "../signatures/signature-hash.js";
import { diffConventions } from "./diff.js";

const convention = smallConvention();
const { purposes } = templateTerms;

function linesOf(after: Convention, before: Convention = convention) {
  return diffConventions(before, after).map(({ effect, en }) => `${effect} ${en}`);
}

function withPartner(code: string, change: object): Convention {
  const partners = convention.partners.map((partner) =>
    partner.code === code ? { ...partner, ...change } : partner,
  );
  return { ...convention, partners };
}

it("says nothing of the same convention, and something of any other", () => {
  expect(diffConventions(convention, smallConvention())).toEqual([]);
});

it("says what each partner gains or loses, cell by cell, losses first, in both languages", () => {
  const { visibility } = convention;
  const after: Convention = {
    ...convention,
    visibility: {
      ...visibility,
      "site-address": { ...visibility["site-address"], MUNICIPALITY: "level-3-and-4" },
      reasons: { ...visibility.reasons, POLICE: "gates-only" },
      "incident-detail": { ...visibility["incident-detail"], JUSTICE: "denied" },
    },
  };
  expect(diffConventions(convention, after)).toEqual([
    {
      effect: "LOSS",
      partner: "police-melun",
      en: "Police nationale (police-melun): reasons of a classification with the observed values: which gates are met, without values (before: granted).",
      fr: "Police nationale (police-melun) : motifs d’un classement avec les valeurs observées : seuils de la grille atteints ou non, sans les valeurs (avant : accordé).",
    },
    expect.objectContaining({
      effect: "LOSS",
      partner: null,
      en: "For justice: category, day, time band, place and severity of an incident: denied (before: only where a complaint was filed, on stating a purpose).",
    }),
    // What nobody reads of an incident that is not read.
    ...["complaint reference of an incident", "whom or what an incident was aimed at"].map((row) =>
      expect.objectContaining({
        effect: "LOSS",
        partner: null,
        en: expect.stringContaining(`For justice: ${row}`),
      }),
    ),
    expect.objectContaining({ effect: "GAIN", partner: "mairie-melun" }),
  ]);
});

it("says what follows from the row of the counts, where only that is written anew", () => {
  const { visibility } = convention;
  const counts = { ...visibility["incident-counts"], POLICE: "small-cells-withheld" } as const;
  const after: Convention = {
    ...convention,
    visibility: { ...visibility, "incident-counts": counts },
  };
  const told = (of: ReturnType<typeof diffConventions>) =>
    of.map(({ effect, partner, en }) => `${effect} ${partner} ${en.split(": ")[1]}`);
  const rows = [
    "reasons of a classification with the observed values",
    "incident counts by month and family",
    "category, day, time band, place and severity of an incident",
  ];
  for (const row of rows) {
    expect(told(diffConventions(convention, after))).toContain(`LOSS police-melun ${row}`);
    expect(told(diffConventions(after, convention))).toContain(`GAIN police-melun ${row}`);
  }
});

it("says which broker vouches for people, and that none does any more", () => {
  const broker = { issuer: "https://identite.example", host: "la coordination" };
  const named = { ...convention, broker };
  expect(linesOf(named)).toEqual([
    "CHANGE Partners' people may sign in through the broker https://identite.example, run by la coordination; landlords believe what it says of them.",
  ]);
  expect(diffConventions(named, convention).map(({ effect, en }) => `${effect} ${en}`)).toEqual([
    "CHANGE Partners' people no longer sign in through a broker.",
  ]);
});

it("says whether a site's counts may go to its buyer, and for how long such a file is good", () => {
  const handing = (days: number) => ({ ...convention, siteHandOver: { days } });
  const sentence = (days: number) =>
    `CHANGE A landlord that sells a site may hand its monthly counts and its held level to the buyer, in a file that is good for ${days} days.`;
  expect(linesOf(handing(30))).toEqual([sentence(30)]);
  expect(linesOf(handing(20), handing(30))).toEqual([sentence(20)]);
  expect(linesOf(handing(30), handing(30))).toEqual([]);
  expect(linesOf(convention, handing(30))).toEqual([
    "CHANGE A site that is sold begins without a level at its buyer.",
  ]);
});

it("says that anybody may read yearly figures, of what, and that nobody may any more", () => {
  const term = { grain: "COMMUNE", threshold: 10, rounding: 5 } as const;
  const open = (changes = {}) => ({ ...convention, publicFigures: { ...term, ...changes } });
  expect(linesOf(open())).toEqual([
    "GAIN Landlords may publish yearly figures by commune and family, for anybody to read: none below 10, rounded to 5.",
  ]);
  expect(linesOf(open({ grain: "PRIORITY_DISTRICT" }), open())).toEqual([
    "CHANGE Landlords may publish yearly figures by priority district and family, for anybody to read: none below 10, rounded to 5.",
  ]);
  expect(linesOf(open({ threshold: 20 }), open())).toHaveLength(1);
  expect(linesOf(open(), open())).toEqual([]);
  expect(linesOf(convention, open())).toEqual([
    "LOSS Landlords publish no yearly figures any more.",
  ]);
});

it("says how far figures may differ from a declared stock, even where that was so unsaid", () => {
  expect(diffConventions(convention, { ...convention, stockTolerance: 0.125 })).toEqual([
    {
      effect: "CHANGE",
      partner: null,
      en: "A landlord’s figures may differ from its declared stock by 12.5 % (before: 10 %, not stated).",
      fr: "Les chiffres d’un bailleur peuvent s’écarter de son parc déclaré de 12,5 % (avant : 10 %, non écrit).",
    },
  ]);
  expect(linesOf({ ...convention, stockTolerance: 0.1 })).toEqual([
    "CHANGE A landlord’s figures may differ from its declared stock by 10 % (before: 10 %, not stated).",
  ]);
  const sold = [{ from: "2026-06", dwellings: 90 }];
  const landlords = convention.landlords.map((landlord) => {
    const stock = landlord.stock.map((part) => ({ ...part, changes: sold }));
    return landlord.slug === "heronniere" ? { ...landlord, stock } : landlord;
  });
  expect(linesOf({ ...convention, landlords })).toEqual([
    "CHANGE Habitat de la Héronnière (heronniere): declared stock changed.",
  ]);
});

it("says who joins, who leaves, and what happens to a scope", () => {
  expect(linesOf({ ...convention, partners: convention.partners.slice(1) })).toEqual([
    "LOSS Police nationale (police-melun) is no longer a partner and reads nothing.",
  ]);
  expect(linesOf(convention, { ...convention, partners: convention.partners.slice(1) })).toEqual([
    "GAIN Police nationale (police-melun) becomes a partner and reads what the convention grants the police, for Melun (77288), Plein Ciel (QP-1).",
  ]);
  expect(linesOf(withPartner("police-melun", { scope: ["77288", "77285"] }))).toEqual([
    "LOSS Police nationale (police-melun): no longer reads Plein Ciel (QP-1).",
    "GAIN Police nationale (police-melun): now reads Le Mée-sur-Seine (77285).",
  ]);
});

it("says what a change of kind takes and gives", () => {
  const lines = linesOf(withPartner("police-melun", { kind: "JUSTICE" }));
  expect(lines).toEqual([
    "LOSS Police nationale (police-melun): exact address and location of a site: for sites at levels 3 and 4 only (before: granted).",
    "LOSS Police nationale (police-melun): category, day, time band, place and severity of an incident: only where a complaint was filed, on stating a purpose (before: on stating a purpose).",
    "GAIN Police nationale (police-melun): complaint reference of an incident: on stating a purpose (before: denied).",
    "CHANGE Police nationale (police-melun): is now of the kind justice (before: the police).",
  ]);
});

it("says whom a restriction to registered operations takes something from, and when it says nothing new", () => {
  const restricted = withPartner("police-melun", { documents: "registered" });
  expect(diffConventions(convention, restricted)).toEqual([
    {
      effect: "LOSS",
      partner: "police-melun",
      en: "Police nationale (police-melun): may ask the gateway registered operations only.",
      fr: "Police nationale (police-melun) : ne peut adresser à la passerelle que des opérations enregistrées.",
    },
  ]);
  expect(linesOf(convention, restricted)).toEqual([
    "GAIN Police nationale (police-melun): may ask the gateway any operation.",
  ]);
  const said = withPartner("police-melun", { documents: "any" });
  expect(linesOf(said)).toEqual([
    "CHANGE Police nationale (police-melun): may ask the gateway any operation, as before.",
  ]);
  expect(linesOf(restricted, { ...restricted, partners: restricted.partners.slice(1) })).toEqual([
    "GAIN Police nationale (police-melun) becomes a partner and reads what the convention grants the police, for Melun (77288), Plein Ciel (QP-1), by registered operations only.",
  ]);
});

it("says by which version of the nomenclature incidents are recorded, even where that was so unsaid", () => {
  expect(diffConventions(convention, { ...convention, nomenclature: 2 })).toEqual([
    {
      effect: "CHANGE",
      partner: null,
      en: "Incidents are recorded by version 2 of the shared nomenclature (before: 1, not stated).",
      fr: "Les faits sont enregistrés selon la version 2 de la nomenclature partagée (avant : 1, non écrit).",
    },
  ]);
  expect(linesOf({ ...convention, nomenclature: 1 })).toHaveLength(1);
  expect(linesOf(convention, { ...convention, nomenclature: 2 })).toEqual([
    "CHANGE Incidents are recorded by version 1 of the shared nomenclature (before: 2).",
  ]);
});

it("says which categories are added, withdrawn, renamed or counted otherwise", () => {
  const bicycles = {
    code: "BICYCLE_DUMPING",
    family: "INCIVILITY",
    label: { fr: "Vélos abandonnés", en: "Abandoned bicycles" },
  };
  const adding: Convention = { ...convention, categories: [bicycles] };
  expect(diffConventions(convention, adding)).toEqual([
    {
      effect: "CHANGE",
      partner: null,
      en: "Abandoned bicycles (BICYCLE_DUMPING) is a category of the convention: its incidents count as Incivilities.",
      fr: "Vélos abandonnés (BICYCLE_DUMPING) est une nature de faits de la convention : ses faits comptent dans la famille « Incivilités ».",
    },
  ]);
  expect(diffConventions(adding, convention)).toEqual([
    {
      effect: "CHANGE",
      partner: null,
      en: "Abandoned bicycles (BICYCLE_DUMPING) is no longer a category of the convention: no incident is recorded as one.",
      fr: "Vélos abandonnés (BICYCLE_DUMPING) n’est plus une nature de faits de la convention : aucun fait n’est plus enregistré ainsi.",
    },
  ]);
  const renamed = { ...bicycles, label: { fr: "Vélos épaves", en: "Wrecked bicycles" } };
  expect(linesOf({ ...convention, categories: [renamed] }, adding)).toEqual([
    "CHANGE BICYCLE_DUMPING: is now named “Wrecked bicycles”, in French “Vélos épaves” (before: “Abandoned bicycles”, “Vélos abandonnés”).",
  ]);
  const moved = { ...bicycles, family: "DAMAGE" };
  expect(linesOf({ ...convention, categories: [moved] }, adding)).toEqual([
    "CHANGE Abandoned bicycles (BICYCLE_DUMPING): its incidents count as Damage (before: Incivilities).",
  ]);
});

it("sees a territory shrink under a scope that stays", () => {
  const territories = convention.territories.map((territory) =>
    territory.code === "QP-1" ? { ...territory, communes: ["77288"] } : territory,
  );
  expect(linesOf({ ...convention, territories })).toEqual([
    "LOSS Police nationale (police-melun): Plein Ciel (QP-1) no longer holds 77285.",
    "CHANGE Plein Ciel (QP-1): list of communes changed.",
  ]);
});

/** A convention of so many territories, each in the scope of every partner; counts reads of their codes. */
function wide(territories: number, partners: number, communes: readonly string[]) {
  const codes = Array.from({ length: territories }, (_, index) => `T${index}`);
  const reads = { count: 0 };
  const [partner] = convention.partners;
  if (partner === undefined) throw new Error("no partner");
  const value: Convention = {
    ...convention,
    territories: codes.map((code) => ({
      get code() {
        reads.count += 1;
        return code;
      },
      kind: "DEPARTMENT",
      name: `Territory ${code}`,
      communes,
      population: null,
      center: null,
    })),
    partners: Array.from({ length: partners }, (_, index) => ({
      ...partner,
      code: `partner-${index}`,
      scope: codes,
    })),
  };
  return { value, reads };
}

it("looks at a territory as often for many partners as for one", () => {
  const readsFor = (partners: number) => {
    const [before, after] = [wide(40, partners, ["77288"]), wide(40, partners, ["77288"])];
    expect(diffConventions(before.value, after.value)).toEqual([]);
    return before.reads.count + after.reads.count;
  };
  expect(readsFor(50)).toBe(readsFor(1));
});

it("says of each partner which territories moved, in the convention's order", () => {
  const before = wide(12, 3, ["77288"]).value;
  const after = wide(12, 3, ["77285"]).value;
  const partners = after.partners.map((partner) => ({
    ...partner,
    scope: partner.scope.toReversed(),
  }));
  const changes = diffConventions(before, { ...after, partners });
  for (const effect of ["LOSS", "GAIN"]) {
    const said = changes.filter((change) => change.effect === effect && change.partner !== null);
    expect(said).toHaveLength(36);
    expect(said.map(({ en }) => /Territory (T\d+)/.exec(en)?.[1])).toEqual(
      [1, 2, 3].flatMap(() => before.territories.map(({ code }) => code)),
    );
  }
});

it.each<[string, Partial<Convention>, readonly string[]]>([
  [
    "an earlier end",
    { validity: { from: "2026-01-01", until: "2027-12-31" } },
    ["LOSS Last day in force: 2027-12-31 (before: 2028-12-31)."],
  ],
  [
    "a later start",
    { validity: { from: "2026-02-01", until: "2028-12-31" } },
    ["LOSS First day in force: 2026-02-01 (before: 2026-01-01)."],
  ],
  [
    "a purpose less for one kind, and one more for another",
    { purposes: { ...purposes, POLICE: ["INVESTIGATION", "STEERING_COMMITTEE"], JUSTICE: all } },
    [
      "LOSS For the police: may no longer state the purpose “patrol planning”.",
      "GAIN For justice: may state the purpose “patrol planning”.",
      "GAIN For justice: may state the purpose “investigation”.",
      "GAIN For justice: may state the purpose “prevention”.",
    ],
  ],
  [
    "one list of purposes that means the same",
    { purposes: all },
    ["CHANGE Purposes are written in one list for all."],
  ],
  [
    "a purpose on the gateway's word",
    { purposeProof: "word-of-gateway" },
    ["CHANGE From now on, a purpose counts on the word of the gateway alone."],
  ],
  [
    "in so many words, what is so without them,",
    { purposeProof: "signed-by-caller" },
    ["CHANGE As before, a purpose counts where the caller's session has signed it."],
  ],
  [
    "a higher threshold",
    { disclosure: { ...convention.disclosure, threshold: 7 } },
    ["LOSS Where small numbers are withheld, the smallest one shown: 7 (before: 5)."],
  ],
  [
    "fewer landlords behind a total",
    { disclosure: { ...convention.disclosure, leastLandlords: 2 } },
    ["GAIN Least number of landlords behind a territory’s total: 2 (before: 3)."],
  ],
  [
    "a smaller largest share",
    { disclosure: { ...convention.disclosure, largestShare: 0.7 } },
    ["LOSS Largest share of one landlord in a territory’s total: 0.7 (before: 0.85)."],
  ],
  [
    "longer retention",
    { retention: { ...convention.retention, incidentMonths: 30 } },
    ["GAIN Months for which incident detail is kept: 30 (before: 24)."],
  ],
  [
    "a longer log",
    { retention: { ...convention.retention, accessLogMonths: 80 } },
    ["CHANGE Months for which the access log is kept: 80 (before: 12)."],
  ],
  [
    "another rhythm",
    { publication: { from: "2023-11", afterDays: 20 } },
    ["CHANGE Each month is published 20 days after its end, no longer up to a fixed month."],
  ],
  [
    "a landlord less",
    { landlords: convention.landlords.slice(1) },
    ["LOSS Lisière Logement (lisiere) no longer takes part: its sites are no longer shown."],
  ],
  [
    "lists in another order",
    { purposes: { ...purposes, POLICE: purposes.POLICE.toReversed() } },
    ["CHANGE Only the order of lists changed."],
  ],
])("says what %s does to everyone", (_, change, lines) => {
  expect(linesOf({ ...convention, ...change })).toEqual(lines);
});

it("tells that a partner's key is another", () => {
  const [first, ...others] = convention.partners;
  if (first === undefined) throw new Error("no partner");
  const after = { ...convention, partners: [{ ...first, key: "A".repeat(43) }, ...others] };
  expect(linesOf(after)).toEqual([
    expect.stringMatching(new RegExp(`^CHANGE .*\\(${first.code}\\): its public key changed\\.$`)),
  ]);
});

it("misses no difference in any value, and turns losses to gains the other way round", () => {
  const paths = leavesOf(convention).filter(([key]) => key !== "visibility" && key !== "purposes");
  fc.assert(
    fc.property(fc.constantFrom(...paths), (path) => {
      const after = withLeaf(convention, path) as Convention;
      expect(conventionHash(after)).not.toBe(conventionHash(convention));
      const there = diffConventions(convention, after);
      const back = diffConventions(after, convention);
      expect(there.length).toBeGreaterThan(0);
      const count = (effect: string, list: typeof there) =>
        list.filter((change) => change.effect === effect).length;
      expect(count("LOSS", there)).toBe(count("GAIN", back));
      expect(count("GAIN", there)).toBe(count("LOSS", back));
    }),
    { numRuns: runs(200) },
  );
});

it("tells a row that is left out from one that denies all, and grants by neither", () => {
  const { "incident-circumstances": row, ...without } = convention.visibility;
  const denied = Object.fromEntries(partnerKinds.map((kind) => [kind, "denied"]));
  const written = { ...without, "incident-circumstances": denied } as Convention["visibility"];
  expect(row).toBeDefined();
  expect(
    linesOf({ ...convention, visibility: written }, { ...convention, visibility: without }),
  ).toEqual([
    "CHANGE Whom or what an incident was aimed at, and what followed it: denied to everyone, as before.",
  ]);
  const losses = linesOf({ ...convention, visibility: without }).map((line) => line.split(" ")[0]);
  expect(losses).toEqual(["LOSS", "LOSS"]);
});

it("misses no cell of the matrix", () => {
  for (const cell of cells) {
    for (const kind of partnerKinds) {
      for (const value of valuesFor(cell, kind)) {
        const row = { ...convention.visibility[cell], [kind]: value };
        const visibility = { ...convention.visibility, [cell]: row };
        const step = compareValues(cell, value, valueIn(convention.visibility, cell, kind));
        const expected = step === 0 ? [] : [step > 0 ? "GAIN" : "LOSS"];
        const changes = diffConventions(convention, { ...convention, visibility });
        // What follows in other rows goes the same way.
        expect([...new Set(changes.map(({ effect }) => effect))]).toEqual(expected);
      }
    }
  }
});

function leavesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([name, child]) => leavesOf(child, [...path, name]));
}

/** The value with one leaf replaced by another of its kind; a kind of partner becomes another. */
function withLeaf(value: unknown, path: readonly string[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) {
    if (typeof value === "number") return value + 1;
    if (value === "POLICE" || value === "MUNICIPALITY") return "JUSTICE";
    return typeof value === "string" ? `${value}0` : 1;
  }
  if (Array.isArray(value)) {
    return value.map((child, index) => (String(index) === first ? withLeaf(child, rest) : child));
  }
  const entries = Object.entries(value as object);
  return Object.fromEntries(
    entries.map(([name, child]) => [name, name === first ? withLeaf(child, rest) : child]),
  );
}
