import { partnerKinds } from "../../access/partner-kind.js";
import type { Convention } from "../../convention/convention.js";
import { smallConvention } from "../../convention/signatures/signature.fixture.js";
import { conventionHash } from "../../convention/signatures/signature-hash.js";
import { compilePolicy } from "../compile-policy.js";
import { apiSchema, graphSchema } from "../schema.fixture.js";
import { annex } from "./annex.js";
import { frenchDay, frenchNumber, frenchShare } from "./french.js";
import type { Policies } from "./matrix.js";

const convention = smallConvention();

function policiesOf(terms: Convention, schema = apiSchema()): Policies {
  const entries = partnerKinds.map((kind) => [kind, compilePolicy(terms, kind, schema)]);
  return Object.fromEntries(entries);
}

const text = annex(convention, policiesOf(convention));

it("is the same text each time, whatever schema the policies were compiled for", () => {
  expect(annex(smallConvention(), policiesOf(convention))).toBe(text);
  expect(annex(convention, policiesOf(convention, graphSchema()))).toBe(text);
  expect(text).toContain(`Empreinte : \`${conventionHash(convention)}\``);
});

it("has the sections that lawyers look for, in order", () => {
  expect(text.match(/^## .*$/gm)).toEqual([
    "## 1. Parties et correspondants",
    "## 2. Territoire",
    "## 3. Durée et mois publiés",
    "## 4. Qui voit quoi",
    "## 5. Finalités",
    "## 6. Règles de diffusion",
    "## 7. Conservation",
    "## 8. Signatures attendues",
  ]);
});

it("lists the categories that the convention adds, in both languages, in a section of their own", () => {
  const adding: Convention = {
    ...convention,
    categories: [
      {
        code: "BICYCLE_DUMPING",
        family: "INCIVILITY",
        label: { fr: "Vélos abandonnés", en: "Abandoned bicycles" },
      },
    ],
  };
  const annexed = annex(adding, policiesOf(adding));
  expect(annexed).toContain("## 4. Natures de faits ajoutées à la nomenclature\n");
  expect(annexed).toContain(
    "| Vélos abandonnés | Abandoned bicycles | `BICYCLE_DUMPING` | Incivilités |",
  );
  expect(annexed).toContain("## 9. Signatures attendues");
});

it("says what goes to a site's buyer where the convention has that term, and nothing of it otherwise", () => {
  const handing = annex({ ...convention, siteHandOver: { days: 30 } }, policiesOf(convention));
  expect(handing).toContain("## 8. Cession d’un site\n");
  expect(handing).toContain("et 30 jours au plus après la demande de l’acquéreur");
  expect(handing).toContain("## 9. Signatures attendues");
  expect(text).not.toContain("Cession");
});

it("says what anybody may read where the convention has that term, and nothing of it otherwise", () => {
  const publicFigures = { grain: "COMMUNE", threshold: 10, rounding: 5 } as const;
  const open = { ...convention, publicFigures };
  const annexed = annex(open, policiesOf(open));
  expect(annexed).toContain("## 8. Chiffres publics\n");
  expect(annexed).toContain("tout nombre de 1 à 9");
  expect(text).not.toContain("Chiffres publics");
});

it("names the version of the nomenclature where the convention does", () => {
  const second: Convention = { ...convention, nomenclature: 2 };
  const words = "de la grille de classification et la version 2 de la nomenclature des faits.";
  expect(annex(second, policiesOf(second))).toContain(words);
  expect(text).toContain("la version 1 de la grille de classification.\n");
});

it("says the matrix in words, one row a kind of data, one column a kind of partner", () => {
  const cells = (start: string) => {
    const line = text.split("\n").find((each) => each.startsWith(`| ${start} |`)) ?? "";
    return line
      .split(" | ")
      .slice(1)
      .map((cell) => cell.replace(" |", ""));
  };
  expect(cells("Donnée").slice(0, 3)).toEqual(["Police", "Justice", "Communes"]);
  expect(cells("Donnée")).toHaveLength(partnerKinds.length);
  expect(cells("Adresse exacte et localisation d’un site").slice(0, 3)).toEqual([
    "accordé",
    "pour les seuls sites de niveau 3 ou 4",
    "refusé",
  ]);
  expect(cells("Texte libre, déclarant et nom du personnel pour un fait")).toEqual(
    partnerKinds.map(() => "refusé"),
  );
});

it("lists the fields of each row, and those that a condition keeps back", () => {
  expect(text).toContain(
    "- Adresse exacte et localisation d’un site : `Site.address`, `Site.location`.\n",
  );
  expect(text).toMatch(
    / Restent refusés pour les communes, .*la coordination.*\s: `GateCondition.met`, `GateCondition.observed`, `LevelDecision.reason`\./,
  );
  expect(text).toContain("pour un fait : aucun ; cette donnée n’est pas dans le graphe.");
  expect(text).not.toMatch(/lookup|contributions|tallies/);
});

it("names parties, their correspondents, scopes and keys", () => {
  expect(text).toContain(
    "| Lisière Logement | `lisiere` | Responsable sûreté | surete@lisiere.example | 1\u00a0000 |",
  );
  expect(text).toContain(
    "| Police nationale | `police-melun` | Police | Commissaire | police@partenaire.example | Melun (77288), Plein Ciel (QP-1) |",
  );
  expect(text).toContain(`| Lisière Logement | \`lisiere\` | \`${"A".repeat(43)}\` |  |`);
  expect(text).toContain("| Habitat de la Héronnière | `heronniere` | clé à déposer |  |");
});

it("gives a partner that has a key a place to sign, and says nothing of partners where none has", () => {
  expect(text).not.toContain("Ces partenaires signent aussi");
  const [police, ...others] = convention.partners;
  if (police === undefined) throw new Error("no partner");
  const key = "A".repeat(43);
  const other: Convention = { ...convention, partners: [{ ...police, key }, ...others] };
  const annexed = annex(other, policiesOf(other));
  expect(annexed).toContain("Ces partenaires signent aussi");
  expect(annexed).toContain(`| Police nationale | \`police-melun\` | \`${key}\` |  |`);
});

it("says how far a declared stock is believed, and what was sold or bought since", () => {
  expect(text).toContain("dépassent de plus de 10\u00a0% le parc qu’il a déclaré");
  expect(text).not.toContain("Cessions et acquisitions déclarées");
  const [landlord, ...others] = convention.landlords;
  if (landlord === undefined) throw new Error("no landlord");
  const stock = landlord.stock.map((part) => ({
    ...part,
    changes: [{ from: "2026-06", dwellings: 1_200 }],
  }));
  const other = {
    ...convention,
    stockTolerance: 0.05,
    landlords: [{ ...landlord, stock }, ...others],
  };
  const annexed = annex(other, policiesOf(other));
  expect(annexed).toContain("dépassent de plus de 5\u00a0% le parc");
  expect(annexed).toContain(
    "- Lisière Logement, Melun (77288), Plein Ciel (QP-1) : 1\u00a0200 logements à partir de juin 2026.",
  );
});

it("names the partners that may ask registered operations only, and says nothing where there are none", () => {
  expect(text).not.toContain("opérations enregistrées");
  const [police, ...others] = convention.partners;
  if (police === undefined) throw new Error("no partner");
  const other: Convention = {
    ...convention,
    partners: [{ ...police, documents: "registered" }, ...others],
  };
  expect(annex(other, policiesOf(other))).toContain(
    "c’est la passerelle qui l’applique, et non les nœuds des bailleurs.\n\n- Police nationale (`police-melun`)\n",
  );
});

it("says what a broker could do, and nothing where there is none", () => {
  expect(text).not.toContain("courtier");
  const broker = { issuer: "https://identite.example", host: "la coordination" };
  const other: Convention = { ...convention, broker };
  const said = annex(other, policiesOf(other));
  expect(said).toContain("(`https://identite.example`), exploité par la coordination");
  expect(said).toContain("pourrait parler au nom de tous les partenaires");
});

it("says duration, disclosure and retention", () => {
  expect(text).toContain("du 1er janvier 2026 au 31 décembre 2028 inclus");
  expect(text).toContain("Les mois publiés vont de novembre 2023 à octobre 2026.");
  expect(text).toContain("un effectif de 1 à 4 faits est couvert par le secret");
  expect(text).toContain("sur moins de 3 bailleurs, ou dont un seul détiendrait plus de 85\u00a0%");
  expect(text).toContain("- Journal des accès : 12 mois.");
});

it("explains only the conditions in use, and keeps a party's name from being markup", () => {
  const everywhere = partnerKinds.map((kind) => [kind, "granted"]);
  const granted = Object.fromEntries(everywhere) as Convention["visibility"]["site-address"];
  const other: Convention = {
    ...convention,
    title: "Convention [x](http://evil.example) | <b>",
    visibility: { ...convention.visibility, "site-address": granted },
  };
  const annexed = annex(other, policiesOf(other));
  expect(annexed).not.toContain("**pour les seuls sites");
  expect(annexed).toContain("# Annexe – Convention \\[x\\](http://evil.example) | \\<b\\>");
});

it("writes days, numbers and shares the French way", () => {
  expect(frenchDay("2026-08-09")).toBe("9 août 2026");
  expect([7, 900, 17200, 1234567].map(frenchNumber)).toEqual([
    "7",
    "900",
    "17\u00a0200",
    "1\u00a0234\u00a0567",
  ]);
  expect([0.85, 0.333, 1].map(frenchShare)).toEqual(["85\u00a0%", "33,3\u00a0%", "100\u00a0%"]);
});
