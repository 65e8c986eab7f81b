import { readFileSync } from "node:fs";
import { type PartnerKind, parseConvention, partnerKinds } from "@palier/schema";
import { type Sign, signOf, verdictOutsideTheGraph } from "@palier/schema/testing";
import { demonstrationConvention } from "@palier/test-support";
import { type AnswerObject, objectsIn, sitesIn } from "./answer-objects.js";
import type { BlockState } from "./page-blocks.js";
import { expectFilesLikeTables } from "./page-tables.js";
import { type Visit, visitAs } from "./visit.js";

// What each account finds, written by hand: for each block the field that it shows, and what each sign
// of the table that says who sees which field comes to on a page. Nothing here is derived from the code
// that grants or shows it.

/** By heading, the field that a block shows. */
type Table = readonly (readonly [heading: string, field: string])[];

/** By sign; no page shows what is the gateway's own. */
type Meanings<Meaning> = Readonly<Record<Exclude<Sign, "x">, Meaning>>;

const states: Meanings<BlockState> = {
  "+": "shown",
  "-": "not yours",
  "3": "shown",
  g: "in part",
  s: "withheld",
  b: "withheld",
  p: "on purpose",
  c: "complaints on purpose",
  n: "in part",
};

const verdicts: Meanings<string> = {
  "+": "Accordé",
  "-": "Refusé",
  "3": "Sous condition",
  g: "Sous condition",
  s: "Sous condition",
  b: "Sous condition",
  p: "Sous condition",
  c: "Sous condition",
  n: "Sous condition",
};

const site: Table = [
  ["Bailleur", "Site.landlord"],
  ["Commune", "Site.commune"],
  ["Quartier prioritaire", "Site.priorityDistrict"],
  ["Logements", "Site.dwellings"],
  ["Adresse", "Site.address"],
  ["Niveau", "Site.classification"],
  ["Pourquoi ce niveau", "Classification.gates"],
  ["Historique du niveau", "Site.history"],
  ["Faits par mois et par famille", "IncidentCount.count"],
  ["Détail des faits", "Site.incidents"],
  ["Actions", "Site.actions"],
];

const blocks = {
  territory: [
    ["Ce qui a changé", "Territory.changes"],
    ["Les sites qui ont changé", "LevelChangeConnection.edges"],
    ["Ce qui a changé au plan d’action", "Territory.actions"],
    ["Niveaux 3 et 4", "Territory.levels"],
    ["Répartition par niveau", "Territory.levels"],
    ["Évolution des niveaux 3 et 4", "Territory.trend"],
    ["Couverture", "Territory.coverage"],
    ["Emporter", "Territory.coverage"],
    ["Sur 36 mois", "Territory.trend"],
    ["Faits par famille", "Territory.incidentCounts"],
    ["Où sont les niveaux 3 et 4", "Territory.sites"],
  ],
  map: [
    ["Carte", "Territory.sites"],
    ["Liste des sites", "Territory.sites"],
    ["Emporter", "Territory.sites"],
  ],
  hardSite: site,
  quietSite: site,
  actions: [
    ["Les cinq axes", "Territory.actions"],
    ["Emporter", "Territory.actions"],
    ["Les actions", "Territory.actions"],
  ],
  rights: [
    ["Qui je suis", "Viewer.partner"],
    ["Ce que la convention me communique", "Viewer.visibility"],
    ["Les nombres couverts par le secret, et pourquoi", "Viewer.visibility"],
    ["La convention", "Query.convention"],
    ["Signatures", "Convention.signatures"],
    ["Correspondants", "Partner.correspondent"],
  ],
  report: [
    ["Ce qui a changé", "Territory.changes"],
    ["Les sites qui ont changé", "LevelChangeConnection.edges"],
    ["Ce qui a changé au plan d’action", "Territory.actions"],
    ["Chiffres clés", "Territory.levels"],
    ["Où sont les niveaux 3 et 4", "Territory.levels"],
    ["Évolution", "Territory.trend"],
    ["Faits par famille", "Territory.incidentCounts"],
    ["Carte des sites de niveau 3 et 4", "Territory.sites"],
    ["Sites de niveau 3 et 4", "Territory.sites"],
    ["Plan d’action", "Territory.actions"],
    ["Actions en retard", "Territory.actions"],
    ["Conclusions du comité", "Territory.coverage"],
    ["Note de méthode", "Territory.coverage"],
  ],
} as const satisfies Partial<Record<keyof Visit, Table>>;

/** By the page's words, a field of the row. */
const rules: Table = [
  ["Niveaux, logements, parts, couverture et évolution d’un territoire", "Territory.levels"],
  ["Nom, commune, quartier prioritaire, logements et bailleur d’un site", "Site.name"],
  ["Niveau d’un site, depuis quand, et son évolution", "Classification.level"],
  ["Adresse exacte et localisation d’un site", "Site.address"],
  ["Motifs d’un classement avec les valeurs observées", "Classification.gates"],
  ["Nombre de faits par mois et par famille", "IncidentCount.count"],
  ["Nombre de faits d’un territoire par mois et par famille, et taux", "Territory.incidentCounts"],
  ["Nature, jour, tranche horaire, lieu et gravité d’un fait", "Incident.category"],
  ["Référence de la plainte déposée pour un fait", "Incident.complaintReference"],
  ["Cible d’un fait et suites données", "Incident.target"],
  ["Actions par axe", "Action.title"],
];

/** The rows of which something is read beside the graph, or nothing anywhere. */
const rulesOutsideTheGraph = [
  ["Texte libre, déclarant et nom du personnel pour un fait", "personal"],
  ["Journal des accès", "access-log"],
] as const;

/** Sites of the demonstration by scope; how many of them are at level 3 or 4, where a kind is shown these only. */
const sitesOfScope: Readonly<Record<string, { all: number; hard?: number }>> = {
  "247700057": { all: 285, hard: 28 },
  "77152": { all: 47 },
};

const byArea =
  "La convention ne vous communique pas la position des sites : ils sont comptés par quartier et par commune.";

const withheldPlaces = (sites: number) =>
  `${sites} sites ne sont pas sur la carte : la convention ne vous communique que la position des sites de niveau 3 et 4. Ils sont dans la liste. « Par secteur » les compte tous.`;

interface Places {
  readonly placed: "all" | "hard" | "none";
  readonly accuracy: string;
  /** Levels of the sites of which a place is told. */
  readonly levels: readonly number[];
}

const placesBySign: Partial<Meanings<Places>> = {
  "+": {
    placed: "all",
    accuracy: "Chaque site est à sa position exacte.",
    levels: [1, 2, 3, 4],
  },
  "3": {
    placed: "hard",
    accuracy: "Les sites de niveau 3 et 4 sont à leur position exacte.",
    levels: [3, 4],
  },
  "-": { placed: "none", accuracy: byArea, levels: [] },
};

/** Fields of the conditions that are told of a gate. */
const conditionsBySign: Partial<Meanings<readonly string[]>> = {
  "+": ["families measure met observed threshold"],
  g: ["families measure threshold"],
  "-": [],
};

const countsBySign: Partial<Meanings<readonly string[]>> = {
  "+": ["VALUE", "ZERO"],
  s: ["VALUE", "WITHHELD", "ZERO"],
  "-": [],
};

// The first of each kind in the convention.
const { partners } = parseConvention(readFileSync(demonstrationConvention, "utf8"), "convention");
const accounts = partnerKinds.flatMap((kind) =>
  partners.filter((partner) => partner.kind === kind).slice(0, 1),
);

const visits = new Map<string, Promise<Visit>>();

/** One walk an account: whoever asks first sets out. */
function visitOf(account: string): Promise<Visit> {
  const visit = visits.get(account) ?? visitAs(account);
  visits.set(account, visit);
  return visit;
}

/** What the table says for a kind. */
function meaningOf<Meaning>(
  meanings: Partial<Meanings<Meaning>>,
  field: string,
  kind: PartnerKind,
): Meaning | undefined {
  const sign = signOf(field, kind);
  return sign === "x" ? undefined : meanings[sign];
}

function column<Meaning>(table: Table, meanings: Meanings<Meaning>, kind: PartnerKind) {
  return Object.fromEntries(
    table.map(([heading, field]) => [heading, meaningOf(meanings, field, kind)]),
  );
}

it("visits an account of every kind, over territories whose sites are counted here", () => {
  expect(accounts.map(({ kind }) => kind)).toEqual(partnerKinds);
  const scopes = accounts.map(({ scope }) => scope.join());
  expect(Object.keys(sitesOfScope)).toEqual(expect.arrayContaining(scopes));
});

describe.each(accounts)("$code", ({ code: account, name, kind, scope }) => {
  const sites = sitesOfScope[scope.join()];
  const places = meaningOf(placesBySign, "Site.location", kind);
  const atTheirPlace = { all: sites?.all, hard: sites?.hard, none: 0 }[places?.placed ?? "none"];

  it("finds on every page what the matrix grants, and of the rest that it is not theirs", async () => {
    const visit = await visitOf(account);
    const pages = Object.keys(blocks) as (keyof typeof blocks)[];
    const expected = pages.map((page) => {
      const quiet = { ...states, "3": "not of this site" } as const;
      return [page, column(blocks[page], page === "quietSite" ? quiet : states, kind)];
    });
    expect(Object.fromEntries(pages.map((page) => [page, visit[page]]))).toEqual(
      Object.fromEntries(expected),
    );
    const outside = rulesOutsideTheGraph.map(([rule, row]) => {
      const sign = verdictOutsideTheGraph(row, kind);
      return [rule, { "+": "Accordé", "!": "Sous condition", "-": "Refusé" }[sign]];
    });
    expect(visit.verdicts).toEqual({
      ...column(rules, verdicts, kind),
      ...Object.fromEntries(outside),
    });
    // One kind of mark at a time: beside marks of sites, the others are told to have none.
    const others = (sites?.all ?? 0) - (atTheirPlace ?? 0);
    const [inCommunes, nowhere] = places?.placed === "none" ? [others, 0] : [0, others];
    const accuracy = places?.accuracy;
    const withheld = nowhere === 0 ? null : withheldPlaces(nowhere);
    expect(visit.marks).toEqual({ atTheirPlace, inCommunes, nowhere, accuracy, withheld });
  });

  it("is refused nothing, asks nobody else and meets no fault", async () => {
    const { answers, elsewhere, problems } = await visitOf(account);
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter(({ status, body }) => status !== 200 || body.errors)).toEqual([]);
    expect(elsewhere).toEqual([]);
    expect(problems).toEqual([]);
  });

  it("is told no place that is not granted", async () => {
    const { answers } = await visitOf(account);
    const levels = new Map(sitesIn(answers).map(({ id, level }) => [id, level]));
    const levelsOf = (sites: readonly AnswerObject[]) =>
      [...new Set(sites.map(({ id }) => levels.get(String(id))))].toSorted();
    const located = objectsIn(answers).filter((each) => "location" in each);
    const addressed = objectsIn(answers).filter((each) => "address" in each);
    expect(levelsOf(located)).toEqual(places?.levels);
    expect(new Set(located.map(({ id }) => id)).size).toBe(atTheirPlace);
    expect(located.filter(({ location }) => location === null)).toEqual([]);
    // The address of a site is asked for on its page, at level 4 and at level 1.
    expect(levelsOf(addressed.filter(({ address }) => address !== null))).toEqual(
      places?.levels.filter((level) => level === 4 || level === 1),
    );
    if (places?.levels.length === 0) expect(addressed).toEqual([]);
  });

  it("is told what was observed only where that is granted", async () => {
    const objects = objectsIn((await visitOf(account)).answers);
    const conditions = objects.filter((each) => "threshold" in each);
    const told = new Set(conditions.map((each) => Object.keys(each).toSorted().join(" ")));
    expect([...told]).toEqual(meaningOf(conditionsBySign, "Classification.gates", kind));
    if (signOf("Classification.gates", kind) === "-") {
      expect(objects.filter((each) => "gates" in each)).toEqual([]);
    }
    if (signOf("LevelDecision.reason", kind) === "+") return;
    expect(objects.filter((each) => "reason" in each)).toEqual([]);
  });

  it("is told numbers of incidents only where they are granted", async () => {
    const objects = objectsIn((await visitOf(account)).answers);
    const told = objects.filter((each) => "family" in each && "count" in each);
    const counts = told.filter((each) => "month" in each);
    const territories = told.filter((each) => "year" in each);
    expect(told.length).toBe(counts.length + territories.length);
    const isTrue = ({ status, count }: AnswerObject) =>
      status === "WITHHELD"
        ? count === null
        : status === (count === 0 ? "ZERO" : "VALUE") && Number.isInteger(count);
    expect(told.filter((each) => !isTrue(each))).toEqual([]);
    const isExact = signOf("Territory.incidentCounts", kind) === "+";
    expect(territories.length).toBeGreaterThan(0);
    expect(territories.some(({ status }) => status === "WITHHELD")).toBe(!isExact);
    expect([...new Set(counts.map(({ status }) => status))].toSorted()).toEqual(
      meaningOf(countsBySign, "IncidentCount.count", kind),
    );
  });

  it("makes of every table a file that says what the page says, and for whom", async () => {
    const { tables } = await visitOf(account);
    expect(tables.length).toBeGreaterThan(10);
    expectFilesLikeTables(tables, { Destinataire: name, Finalité: "aucune indiquée" });
  });

  it("reads no incident before a purpose is stated", async () => {
    const { answers } = await visitOf(account);
    const detail = ["incidents", "timeBand", "severity", "complaintReference", "day"];
    expect(objectsIn(answers).filter((each) => detail.some((field) => field in each))).toEqual([]);
    const onPurpose = answers.filter(
      ({ query, requestHeaders }) =>
        /\bincidents\b/.test(query) || "palier-purpose" in requestHeaders,
    );
    expect(onPurpose).toEqual([]);
  });
});

it("tells a municipality nothing of what lies outside of its territory", async () => {
  const { answers } = await visitOf("mairie-dammarie");
  const everywhere = await visitOf("police-melun");
  const communes = objectsIn(answers).flatMap(({ commune, communes: several }) => [
    // Objects of the graph, as the schema has them.
    ...(commune == null ? [] : [commune as AnswerObject]),
    ...((several ?? []) as readonly AnswerObject[]),
  ]);
  expect([...new Set(communes.map(({ code }) => code))]).toEqual(["77152"]);
  const territories = objectsIn(answers).filter((each) => "kind" in each && "communes" in each);
  // The district lies in the commune.
  expect([...new Set(territories.map(({ code }) => code))].toSorted()).toEqual([
    "77152",
    "QP-CHAMP-FLEURI",
  ]);

  const sites = sitesIn(everywhere.answers);
  const inside = sites.filter(({ commune }) => commune.code === "77152");
  const outside = sites.filter(({ commune }) => commune.code !== "77152");
  expect([inside.length, outside.length]).toEqual([47, 238]);
  const known = new Set(inside.map(({ name }) => name));
  const foreign = [
    ...outside.flatMap(({ id, name }) => (known.has(name) ? [id] : [id, name])),
    ...outside.map(({ commune }) => commune.code),
    "247700057",
    "QP-PLEIN-CIEL",
    "QP-LES-ROSSIGNOLS",
  ];
  const text = answers.map((answer) => answer.text).join("\n");
  expect(foreign.filter((each) => text.includes(JSON.stringify(each)))).toEqual([]);
});
