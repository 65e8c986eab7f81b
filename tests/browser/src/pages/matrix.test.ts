import { type AnswerObject, objectsIn, sitesIn } from "./answer-objects.js";
import type { BlockState } from "./page-blocks.js";
import { type Visit, visitAs } from "./visit.js";

// What each account finds, written by hand from the convention's matrix. Nothing here is derived
// from the code that grants or shows it.

const accounts = [
  "police-melun",
  "parquet-melun",
  "mairie-dammarie",
  "bailleur-lisiere",
  "coordination",
] as const;

type Account = (typeof accounts)[number];

/** One letter an account, in their order. */
type Table = readonly (readonly [block: string, letters: string])[];

const states: Readonly<Record<string, BlockState>> = {
  S: "shown",
  "-": "not yours",
  G: "in part",
  W: "withheld",
  P: "on purpose",
  C: "complaints on purpose",
  L: "not of this site",
};

const verdicts: Readonly<Record<string, string>> = {
  Y: "Accordé",
  "!": "Sous condition",
  "-": "Refusé",
};

const blocks = {
  territory: [
    ["Niveaux 3 et 4", "SSSSS"],
    ["Répartition par niveau", "SSSSS"],
    ["Évolution des niveaux 3 et 4", "SSSSS"],
    ["Couverture", "SSSSS"],
    ["Sur 36 mois", "SSSSS"],
    ["Où sont les niveaux 3 et 4", "SSSSS"],
  ],
  map: [
    ["Carte", "SSSSS"],
    ["Liste des sites", "SSSSS"],
  ],
  hardSite: [
    ["Bailleur", "SSSSS"],
    ["Commune", "SSSSS"],
    ["Quartier prioritaire", "SSSSS"],
    ["Logements", "SSSSS"],
    ["Adresse", "SS---"],
    ["Niveau", "SSSSS"],
    ["Pourquoi ce niveau", "SSG-G"],
    ["Historique du niveau", "SSSSS"],
    ["Faits par mois et par famille", "SSW-W"],
    ["Détail des faits", "PC---"],
    ["Actions", "SSSSS"],
  ],
  quietSite: [
    ["Bailleur", "SSSSS"],
    ["Commune", "SSSSS"],
    ["Quartier prioritaire", "SSSSS"],
    ["Logements", "SSSSS"],
    ["Adresse", "SL---"],
    ["Niveau", "SSSSS"],
    ["Pourquoi ce niveau", "SSG-G"],
    ["Historique du niveau", "SSSSS"],
    ["Faits par mois et par famille", "SSW-W"],
    ["Détail des faits", "PC---"],
    ["Actions", "SSSSS"],
  ],
  actions: [
    ["Les cinq axes", "SSSSS"],
    ["Les actions", "SSSSS"],
  ],
  rights: [
    ["Qui je suis", "SSSSS"],
    ["Ce que la convention me communique", "SSSSS"],
    ["La convention", "SSSSS"],
    ["Correspondants", "SSSSS"],
  ],
  report: [
    ["Chiffres clés", "SSSSS"],
    ["Évolution", "SSSSS"],
    ["Carte des sites de niveau 3 et 4", "SSSSS"],
    ["Sites de niveau 3 et 4", "SSSSS"],
    ["Plan d’action", "SSSSS"],
    ["Note de méthode", "SSSSS"],
  ],
} as const satisfies Partial<Record<keyof Visit, Table>>;

const rules: Table = [
  ["Niveaux, logements, parts, couverture et évolution d’un territoire", "YYYYY"],
  ["Nom, commune, quartier prioritaire, logements et bailleur d’un site", "YYYYY"],
  ["Niveau d’un site, depuis quand, et son évolution", "YYYYY"],
  ["Adresse exacte et localisation d’un site", "Y!---"],
  ["Motifs d’un classement avec les valeurs observées", "YY!-!"],
  ["Nombre de faits par mois et par famille", "YY!-!"],
  ["Nature, jour, tranche horaire, lieu et gravité d’un fait", "!!---"],
  ["Référence de la plainte déposée pour un fait", "-!---"],
  ["Texte libre, déclarant et nom du personnel pour un fait", "-----"],
  ["Actions par axe", "YYYYY"],
  ["Journal des accès", "---!!"],
];

interface Grant {
  /** Sites of the map at their exact place, and in their commune's mark. */
  readonly atTheirPlace: number;
  readonly inCommunes: number;
  readonly accuracy: string;
  /** Levels of the sites of which a place is told. */
  readonly placedLevels: readonly number[];
  readonly reasons: "with values" | "gates only" | "none";
  readonly counts: "exact" | "withheld" | "none";
}

const exact = "Chaque site est à sa position exacte.";
const exactHard =
  "Les sites de niveau 3 et 4 sont à leur position exacte ; les autres sont comptés au centre de leur commune.";
const byCommune =
  "La convention ne vous communique pas la position des sites : ils sont comptés au centre de leur commune.";

const grants: Readonly<Record<Account, Grant>> = {
  "police-melun": {
    atTheirPlace: 285,
    inCommunes: 0,
    accuracy: exact,
    placedLevels: [1, 2, 3, 4],
    reasons: "with values",
    counts: "exact",
  },
  "parquet-melun": {
    atTheirPlace: 28,
    inCommunes: 257,
    accuracy: exactHard,
    placedLevels: [3, 4],
    reasons: "with values",
    counts: "exact",
  },
  "mairie-dammarie": {
    atTheirPlace: 0,
    inCommunes: 47,
    accuracy: byCommune,
    placedLevels: [],
    reasons: "gates only",
    counts: "withheld",
  },
  "bailleur-lisiere": {
    atTheirPlace: 0,
    inCommunes: 285,
    accuracy: byCommune,
    placedLevels: [],
    reasons: "none",
    counts: "none",
  },
  coordination: {
    atTheirPlace: 0,
    inCommunes: 285,
    accuracy: byCommune,
    placedLevels: [],
    reasons: "gates only",
    counts: "withheld",
  },
};

const visits = new Map<Account, Promise<Visit>>();

/** One walk an account: whoever asks first sets out. */
function visitOf(account: Account): Promise<Visit> {
  const visit = visits.get(account) ?? visitAs(account);
  visits.set(account, visit);
  return visit;
}

function column<Meaning>(
  table: Table,
  meanings: Readonly<Record<string, Meaning>>,
  account: Account,
): Readonly<Record<string, Meaning | undefined>> {
  const at = accounts.indexOf(account);
  return Object.fromEntries(
    table.map(([block, letters]) => [block, meanings[letters[at] ?? ""]] as const),
  );
}

describe.each(accounts)("%s", (account) => {
  const grant = grants[account];

  it("finds on every page what the matrix grants, and of the rest that it is not theirs", async () => {
    const visit = await visitOf(account);
    const pages = Object.keys(blocks) as (keyof typeof blocks)[];
    expect(Object.fromEntries(pages.map((page) => [page, visit[page]]))).toEqual(
      Object.fromEntries(pages.map((page) => [page, column(blocks[page], states, account)])),
    );
    expect(visit.verdicts).toEqual(column(rules, verdicts, account));
    const { atTheirPlace, inCommunes, accuracy } = grant;
    expect(visit.marks).toEqual({ atTheirPlace, inCommunes, nowhere: 0, accuracy });
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
    expect(levelsOf(located)).toEqual(grant.placedLevels);
    expect(new Set(located.map(({ id }) => id)).size).toBe(grant.atTheirPlace);
    expect(located.filter(({ location }) => location === null)).toEqual([]);
    // The address of a site is asked for on its page, at level 4 and at level 1.
    expect(levelsOf(addressed.filter(({ address }) => address !== null))).toEqual(
      grant.placedLevels.filter((level) => level === 4 || level === 1),
    );
    if (grant.placedLevels.length === 0) expect(addressed).toEqual([]);
  });

  it("is told what was observed only where that is granted", async () => {
    const objects = objectsIn((await visitOf(account)).answers);
    const conditions = objects.filter((each) => "threshold" in each);
    const told = new Set(conditions.map((each) => Object.keys(each).toSorted().join(" ")));
    expect([...told]).toEqual(
      {
        "with values": ["families measure met observed threshold"],
        "gates only": ["families measure threshold"],
        none: [],
      }[grant.reasons],
    );
    if (grant.reasons === "none") expect(objects.filter((each) => "gates" in each)).toEqual([]);
    if (grant.reasons === "with values") return;
    expect(objects.filter((each) => "reason" in each)).toEqual([]);
  });

  it("is told numbers of incidents only where they are granted", async () => {
    const objects = objectsIn((await visitOf(account)).answers);
    const counts = objects.filter((each) => "family" in each && "count" in each);
    const isTrue = ({ status, count }: AnswerObject) =>
      status === "WITHHELD"
        ? count === null
        : status === (count === 0 ? "ZERO" : "VALUE") && Number.isInteger(count);
    expect(counts.filter((each) => !isTrue(each))).toEqual([]);
    expect([...new Set(counts.map(({ status }) => status))].toSorted()).toEqual(
      { exact: ["VALUE", "ZERO"], withheld: ["WITHHELD"], none: [] }[grant.counts],
    );
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
