import { type Disclosure, purposeWords, type Retention } from "../access/access-terms.js";
import type { Convention } from "./convention.js";
import {
  type ConventionChange,
  type Effect,
  general,
  movement,
  onlyIn,
  opposite,
} from "./diff-change.js";

/** What changes for every partner at once: duration, months, purposes, disclosure, retention. */
export function* termChanges(before: Convention, after: Convention) {
  yield* validityChanges(before, after);
  yield* publicationChanges(before, after);
  yield* purposeChanges(before, after);
  yield* disclosureChanges(before.disclosure, after.disclosure);
  yield* retentionChanges(before.retention, after.retention);
}

type Change = Generator<ConventionChange>;

function* moved(
  effect: Effect | null,
  english: string,
  french: string,
  [old, recent]: readonly [string | number, string | number],
): Change {
  if (effect === null) return;
  yield general(
    effect,
    `${english}: ${recent} (before: ${old}).`,
    `${french} : ${recent} (avant : ${old}).`,
  );
}

function* validityChanges({ validity: old }: Convention, { validity: recent }: Convention): Change {
  yield* moved(
    opposite(movement(old.from, recent.from)),
    "First day in force",
    "Premier jour d’effet",
    [old.from, recent.from],
  );
  yield* moved(movement(old.until, recent.until), "Last day in force", "Dernier jour d’effet", [
    old.until,
    recent.until,
  ]);
}

function* publicationChanges(
  { publication: old }: Convention,
  { publication: recent }: Convention,
): Change {
  yield* moved(
    opposite(movement(old.from, recent.from)),
    "First published month",
    "Premier mois publié",
    [old.from, recent.from],
  );
  if ("until" in old && "until" in recent) {
    yield* moved(movement(old.until, recent.until), "Last published month", "Dernier mois publié", [
      old.until,
      recent.until,
    ]);
  } else if ("afterDays" in old && "afterDays" in recent) {
    yield* moved(
      opposite(movement(old.afterDays, recent.afterDays)),
      "Days from a month’s end to its publication",
      "Jours entre la fin d’un mois et sa publication",
      [old.afterDays, recent.afterDays],
    );
  } else if ("afterDays" in recent) {
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

function* purposeChanges({ purposes: old }: Convention, { purposes: recent }: Convention): Change {
  for (const purpose of onlyIn(old, recent)) {
    const { english, french } = purposeWords[purpose];
    yield general(
      "LOSS",
      `The purpose “${english}” is no longer admitted.`,
      `La finalité « ${french} » n’est plus admise.`,
    );
  }
  for (const purpose of onlyIn(recent, old)) {
    const { english, french } = purposeWords[purpose];
    yield general(
      "GAIN",
      `The purpose “${english}” is admitted.`,
      `La finalité « ${french} » est admise.`,
    );
  }
}

function* disclosureChanges(old: Disclosure, recent: Disclosure): Change {
  yield* moved(
    opposite(movement(old.threshold, recent.threshold)),
    "Where small numbers are withheld, the smallest one shown",
    "Là où les petits effectifs ne sont pas diffusés, le plus petit diffusé",
    [old.threshold, recent.threshold],
  );
  yield* moved(
    opposite(movement(old.leastLandlords, recent.leastLandlords)),
    "Least number of landlords behind a territory’s total",
    "Nombre minimal de bailleurs derrière un total de territoire",
    [old.leastLandlords, recent.leastLandlords],
  );
  yield* moved(
    movement(old.largestShare, recent.largestShare),
    "Largest share of one landlord in a territory’s total",
    "Plus grande part d’un bailleur dans un total de territoire",
    [old.largestShare, recent.largestShare],
  );
}

function* retentionChanges(old: Retention, recent: Retention): Change {
  yield* moved(
    movement(old.incidentMonths, recent.incidentMonths),
    "Months for which incident detail is kept",
    "Mois de conservation du détail des faits",
    [old.incidentMonths, recent.incidentMonths],
  );
  yield* moved(
    movement(old.countMonths, recent.countMonths),
    "Months for which monthly counts are kept",
    "Mois de conservation des décomptes mensuels",
    [old.countMonths, recent.countMonths],
  );
  // A log kept longer gives a partner nothing.
  yield* moved(
    old.accessLogMonths === recent.accessLogMonths ? null : "CHANGE",
    "Months for which the access log is kept",
    "Mois de conservation du journal des accès",
    [old.accessLogMonths, recent.accessLogMonths],
  );
}
