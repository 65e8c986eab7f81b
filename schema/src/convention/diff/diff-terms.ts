import { kindTerms, partnerKinds } from "../../access/partner-kind.js";
import { purposeWords } from "../../access/purpose.js";
import { purposeProofOf, purposeProofWords } from "../../access/purpose-proof.js";
import { isOneList, purposesOf } from "../../access/purpose-terms.js";
import type { Convention, PublicFiguresTerm, SiteHandOver } from "../convention.js";
import { defaultStockTolerance } from "../declared-stock.js";
import type { OutlineFile } from "../outline-term.js";
import {
  became,
  type ConventionChange,
  type Effect,
  general,
  movement,
  onlyIn,
  opposite,
} from "./diff-change.js";

type Change = Generator<ConventionChange>;

/** What changes for every partner at once: duration, months, purposes, disclosure, retention. */
export function* termChanges(before: Convention, after: Convention) {
  yield* moves(duration, before, after);
  yield* rhythmChanges(before, after);
  yield* purposeChanges(before, after);
  yield* toleranceChanges(before.stockTolerance, after.stockTolerance);
  yield* proofChanges(before, after);
  yield* brokerChanges(before, after);
  yield* handOverChanges(before.siteHandOver, after.siteHandOver);
  yield* publicChanges(before.publicFigures, after.publicFigures);
  yield* outlineChanges(before.outlines, after.outlines);
  yield* moves(limits, before, after);
}

/** A value that a convention states once, in both languages, and what its movement does to readers. */
type Term = readonly [
  en: string,
  fr: string,
  effectOf: (before: number | string, after: number | string) => Effect | null,
  read: (convention: Convention) => number | string | undefined,
];

/** Gives more the smaller it is. */
const smaller: Term[2] = (before, after) => opposite(movement(before, after));

const duration: readonly Term[] = [
  ["First day in force", "Premier jour d’effet", smaller, ({ validity }) => validity.from],
  ["Last day in force", "Dernier jour d’effet", movement, ({ validity }) => validity.until],
  ["First published month", "Premier mois publié", smaller, ({ publication }) => publication.from],
  [
    "Last published month",
    "Dernier mois publié",
    movement,
    ({ publication }) => ("until" in publication ? publication.until : undefined),
  ],
  [
    "Days from a month’s end to its publication",
    "Jours entre la fin d’un mois et sa publication",
    smaller,
    ({ publication }) => ("afterDays" in publication ? publication.afterDays : undefined),
  ],
];

const limits: readonly Term[] = [
  [
    "Where small numbers are withheld, the smallest one shown",
    "Là où les petits effectifs ne sont pas diffusés, le plus petit diffusé",
    smaller,
    ({ disclosure }) => disclosure.threshold,
  ],
  [
    "Least number of landlords behind a territory’s total",
    "Nombre minimal de bailleurs derrière un total de territoire",
    smaller,
    ({ disclosure }) => disclosure.leastLandlords,
  ],
  [
    "Largest share of one landlord in a territory’s total",
    "Plus grande part d’un bailleur dans un total de territoire",
    movement,
    ({ disclosure }) => disclosure.largestShare,
  ],
  [
    "Months for which incident detail is kept",
    "Mois de conservation du détail des faits",
    movement,
    ({ retention }) => retention.incidentMonths,
  ],
  [
    "Months for which monthly counts are kept",
    "Mois de conservation des décomptes mensuels",
    movement,
    ({ retention }) => retention.countMonths,
  ],
  [
    "Months for which the access log is kept",
    "Mois de conservation du journal des accès",
    // A log kept longer gives a partner nothing.
    (before, after) => (before === after ? null : "CHANGE"),
    ({ retention }) => retention.accessLogMonths,
  ],
];

/** Of the terms that both versions state. */
function* moves(terms: readonly Term[], before: Convention, after: Convention): Change {
  for (const [en, fr, effectOf, read] of terms) {
    const [old, recent] = [read(before), read(after)];
    if (old === undefined || recent === undefined) continue;
    yield* became(effectOf(old, recent), [en, fr], [old, recent]);
  }
}

/** Months are published as they end, or up to a fixed one. */
function* rhythmChanges(
  { publication: old }: Convention,
  { publication: recent }: Convention,
): Change {
  if ("afterDays" in old === "afterDays" in recent) return;
  if ("afterDays" in recent) {
    yield general(
      "CHANGE",
      `Each month is published ${recent.afterDays} days after its end, no longer up to a fixed month.`,
      `Chaque mois est publié ${recent.afterDays} jours après sa fin, et non plus jusqu’à un mois fixé.`,
    );
  } else {
    yield general(
      "CHANGE",
      `Months are published up to ${recent.until}, no longer as they end.`,
      `Les mois sont publiés jusqu’à ${recent.until}, et non plus au fil de l’eau.`,
    );
  }
}

/** Stating what holds anyway is a change of the text, and signed as one. */
function* toleranceChanges(old: number | undefined, recent: number | undefined): Change {
  if (old === recent) return;
  const share = (tolerance: number | undefined, unstated: string) =>
    tolerance === undefined
      ? `${percentOf(defaultStockTolerance)} %${unstated}`
      : `${percentOf(tolerance)} %`;
  const sentence = (before: string, after: string, unstated: string) =>
    `${after} ${share(recent, unstated)} (${before} ${share(old, unstated)}).`;
  const inFrench = (text: string) => text.replaceAll(/(\d)\.(\d)/g, "$1,$2");
  yield general(
    "CHANGE",
    sentence(
      "before:",
      "A landlord’s figures may differ from its declared stock by",
      ", not stated",
    ),
    inFrench(
      sentence(
        "avant :",
        "Les chiffres d’un bailleur peuvent s’écarter de son parc déclaré de",
        ", non écrit",
      ),
    ),
  );
}

function percentOf(share: number): number {
  return Number((share * 100).toFixed(2));
}

function* purposeChanges({ purposes: old }: Convention, { purposes: recent }: Convention): Change {
  for (const kind of partnerKinds) {
    const [before, after] = [purposesOf(old, kind), purposesOf(recent, kind)];
    const { words } = kindTerms[kind];
    for (const purpose of onlyIn(before, after)) {
      const { en, fr } = purposeWords[purpose];
      yield general(
        "LOSS",
        `For ${words.en}: may no longer state the purpose “${en}”.`,
        `Pour ${words.fr} : la finalité « ${fr} » ne peut plus être indiquée.`,
      );
    }
    for (const purpose of onlyIn(after, before)) {
      const { en, fr } = purposeWords[purpose];
      yield general(
        "GAIN",
        `For ${words.en}: may state the purpose “${en}”.`,
        `Pour ${words.fr} : la finalité « ${fr} » peut être indiquée.`,
      );
    }
  }
  if (isOneList(old) === isOneList(recent)) return;
  const [en, fr] = isOneList(recent)
    ? ["in one list for all", "en une seule liste"]
    : ["by kind of partner", "par catégorie de partenaire"];
  yield general("CHANGE", `Purposes are written ${en}.`, `Les finalités sont écrites ${fr}.`);
}

function* proofChanges(before: Convention, after: Convention): Change {
  if (before.purposeProof === after.purposeProof) return;
  const [old, recent] = [purposeProofOf(before), purposeProofOf(after)];
  const { en, fr } = purposeProofWords[recent];
  yield old === recent
    ? general("CHANGE", `As before, ${en}.`, `Comme auparavant, ${fr}.`)
    : general("CHANGE", `From now on, ${en}.`, `Désormais, ${fr}.`);
}

/** Who vouches for the partners' people: a change of it gives nobody more to read. */
function* brokerChanges(before: Convention, after: Convention): Change {
  const [old, recent] = [before.broker, after.broker];
  if (old?.issuer === recent?.issuer && old?.host === recent?.host) return;
  if (recent === undefined) {
    yield general(
      "CHANGE",
      "Partners' people no longer sign in through a broker.",
      "Les personnes des partenaires ne se connectent plus par un courtier d’identité.",
    );
    return;
  }
  yield general(
    "CHANGE",
    `Partners' people may sign in through the broker ${recent.issuer}, run by ${recent.host}; landlords believe what it says of them.`,
    `Les personnes des partenaires peuvent se connecter par le courtier d’identité ${recent.issuer}, exploité par ${recent.host} ; les bailleurs croient ce qu’il dit d’elles.`,
  );
}

/** Landlords alone learn by it what their windows count. */
function* handOverChanges(old: SiteHandOver | undefined, recent: SiteHandOver | undefined): Change {
  if (old?.days === recent?.days) return;
  yield recent === undefined
    ? general(
        "CHANGE",
        "A site that is sold begins without a level at its buyer.",
        "Un site cédé n’a pas de niveau chez l’acquéreur tant que celui-ci n’a pas assez de mois clos.",
      )
    : general(
        "CHANGE",
        `A landlord that sells a site may hand its monthly counts and its held level to the buyer, in a file that is good for ${recent.days} days.`,
        `Un bailleur qui cède un site peut en remettre à l’acquéreur les décomptes mensuels et le niveau tenu, par un fichier valable ${recent.days} jours.`,
      );
}

const grainWords = {
  COMMUNE: ["commune", "commune"],
  PRIORITY_DISTRICT: ["priority district", "quartier prioritaire"],
} as const;

function* publicChanges(
  old: PublicFiguresTerm | undefined,
  recent: PublicFiguresTerm | undefined,
): Change {
  const isSame = (["grain", "threshold", "rounding"] as const).every(
    (part) => old?.[part] === recent?.[part],
  );
  if (isSame) return;
  if (recent === undefined) {
    yield general(
      "LOSS",
      "Landlords publish no yearly figures any more.",
      "Les bailleurs ne publient plus de chiffres annuels.",
    );
    return;
  }
  const { grain, threshold, rounding } = recent;
  const [en, fr] = grainWords[grain];
  yield general(
    old === undefined ? "GAIN" : "CHANGE",
    `Landlords may publish yearly figures by ${en} and family, for anybody to read: none below ${threshold}, rounded to ${rounding}.`,
    `Les bailleurs peuvent publier pour tous des chiffres annuels par ${fr} et famille de faits : aucun nombre inférieur à ${threshold}, arrondis à ${rounding} près.`,
  );
}

/** Maps alone show it: who reads what does not hang on where a line is drawn. */
function* outlineChanges(
  old: readonly OutlineFile[] = [],
  recent: readonly OutlineFile[] = [],
): Change {
  const textOf = ({ file, sha256, source, licence }: OutlineFile) =>
    [file, sha256, source, licence].join("\n");
  const [before, after] = [old.map(textOf), recent.map(textOf)];
  const isGone = onlyIn(before, after).length > 0;
  const isNew = onlyIn(after, before).length > 0;
  if (!isGone && !isNew) return;
  const files = recent.map(({ file }) => file).join(", ");
  yield recent.length === 0
    ? general(
        "CHANGE",
        "Maps draw no outlines of territories any more.",
        "Les cartes ne tracent plus de contours de territoires.",
      )
    : general(
        "CHANGE",
        `Maps draw the outlines of territories from ${files}.`,
        `Les cartes tracent les contours des territoires d’après ${files}.`,
      );
}
