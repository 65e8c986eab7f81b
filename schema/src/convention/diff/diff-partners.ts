import { cells, isOptional, type KindVisibility, matrixRows } from "../../access/matrix-rows.js";
import { matrixValues } from "../../access/matrix-values.js";
import { kindTerms, type PartnerKind, partnerKinds } from "../../access/partner-kind.js";
import { columnOf, compareValues, visibilityOf } from "../../access/visibility.js";
import { capitalised } from "../../ground/words.js";
import type { Convention, Partner } from "../convention.js";
import { documentTermOf, documentTermWords } from "../document-term.js";
import {
  type ConventionChange,
  compared,
  type Effect,
  general,
  onlyIn,
  territoryNames,
} from "./diff-change.js";

type Two = readonly [Convention, Convention];

/** Effect, then the same sentence in English and French, without the partner's name before it. */
type Said = readonly [Effect, string, string];

/** What each partner gains or loses: as a party, in scope, and cell by cell. */
export function* partnerChanges(
  before: Convention,
  after: Convention,
): Generator<ConventionChange> {
  const { left, joined, both } = compared(before.partners, after.partners, ({ code }) => code);
  for (const partner of left) yield of(partner, " ", " ", leaving);
  for (const partner of joined) yield of(partner, " ", " ", joining(partner, after));
  const moved = movedTerritories(before, after);
  for (const [was, is] of both) {
    const said = [
      ...valueChanges(...toldColumns([before, after], [was.kind, is.kind])),
      ...scopeChanges(was, is, [before, after]),
      ...communeChanges(was, is, moved),
      ...documentChanges(was, is),
      ...descriptionChanges(was, is),
    ];
    for (const each of said) yield of(is, ": ", " : ", each);
  }
  const kinds = new Set(both.map(([, { kind }]) => kind));
  for (const kind of partnerKinds.filter((one) => !kinds.has(one))) {
    yield* unheldKindChanges(kind, [before, after]);
  }
}

/**
 * Two columns as they differ: a row that is written anew as it is written, another as it is shown, which
 * may follow from the row of the counts alone.
 */
function toldColumns([before, after]: Two, [was, is]: readonly [PartnerKind, PartnerKind]) {
  const [old, recent] = [columnOf(before.visibility, was), columnOf(after.visibility, is)];
  const told = (written: KindVisibility, shown: KindVisibility) =>
    // `Object.fromEntries` forgets which value belongs to which row.
    Object.fromEntries(
      cells.map((cell) => [cell, (old[cell] === recent[cell] ? shown : written)[cell]]),
    ) as KindVisibility;
  return [
    told(old, visibilityOf(before.visibility, was)),
    told(recent, visibilityOf(after.visibility, is)),
  ] as const;
}

const leaving: Said = [
  "LOSS",
  "is no longer a partner and reads nothing.",
  "n’est plus partenaire et ne lit plus rien.",
];

function joining(partner: Partner, { territories }: Convention): Said {
  const { kind, scope } = partner;
  const { en, fr } = kindTerms[kind].words;
  const names = territoryNames(scope, territories);
  const isFree = documentTermOf(partner) === "any";
  return [
    "GAIN",
    `becomes a partner and reads what the convention grants ${en}, for ${names}${isFree ? "" : ", by registered operations only"}.`,
    `devient partenaire et lit ce que la convention accorde pour ${fr}, pour ${names}${isFree ? "" : ", par des opérations enregistrées seulement"}.`,
  ];
}

/** Rows of a kind that no partner held before and after: nobody is named. */
function* unheldKindChanges(kind: PartnerKind, [before, after]: Two): Generator<ConventionChange> {
  const { words } = kindTerms[kind];
  const columns = toldColumns([before, after], [kind, kind]);
  for (const [effect, en, fr] of valueChanges(...columns)) {
    yield general(effect, `For ${words.en}: ${en}`, `Pour ${words.fr} : ${fr}`);
  }
}

/** A row that is denied to everyone may be written or left out: another text, and the same for all. */
export function* rowChanges(before: Convention, after: Convention): Generator<ConventionChange> {
  for (const cell of cells.filter(isOptional)) {
    const [was, is] = [before.visibility[cell], after.visibility[cell]];
    if ((was === undefined) === (is === undefined)) continue;
    if (Object.values(was ?? is ?? {}).some((value) => value !== "denied")) continue;
    const { en, fr } = matrixRows[cell].words;
    yield general(
      "CHANGE",
      `${capitalised(en)}: denied to everyone, as before.`,
      `${capitalised(fr)} : refusé à tous, comme avant.`,
    );
  }
}

function valueChanges(before: KindVisibility, after: KindVisibility): Said[] {
  return cells.flatMap((cell) => {
    const [old, recent] = [before[cell], after[cell]];
    if (old === recent) return [];
    const [row, was, is] = [
      matrixRows[cell].words,
      matrixValues[old].words,
      matrixValues[recent].words,
    ];
    return [
      [
        compareValues(cell, recent, old) > 0 ? "GAIN" : "LOSS",
        `${row.en}: ${is.en} (before: ${was.en}).`,
        `${row.fr} : ${is.fr} (avant : ${was.fr}).`,
      ] as const,
    ];
  });
}

function* scopeChanges(was: Partner, is: Partner, [before, after]: Two): Generator<Said> {
  const lost = territoryNames(onlyIn(was.scope, is.scope), before.territories);
  if (lost) yield ["LOSS", `no longer reads ${lost}.`, `ne lit plus ${lost}.`];
  const gained = territoryNames(onlyIn(is.scope, was.scope), after.territories);
  if (gained) yield ["GAIN", `now reads ${gained}.`, `lit désormais ${gained}.`];
}

/** A territory whose communes are not those it had. */
interface MovedTerritory {
  /** Among the convention's territories. */
  readonly place: number;
  readonly name: string;
  readonly less: string;
  readonly more: string;
}

/** By code; the same for every partner. */
function movedTerritories(before: Convention, after: Convention) {
  const moved = new Map<string, MovedTerritory>();
  const { both } = compared(before.territories, after.territories, ({ code }) => code);
  for (const [place, [old, { code, communes }]] of both.entries()) {
    const less = onlyIn(old.communes, communes).join(", ");
    const more = onlyIn(communes, old.communes).join(", ");
    if (less === "" && more === "") continue;
    moved.set(code, { place, name: territoryNames([code], after.territories), less, more });
  }
  return moved;
}

function* communeChanges(
  was: Partner,
  is: Partner,
  moved: ReadonlyMap<string, MovedTerritory>,
): Generator<Said> {
  const recent = new Set(is.scope);
  const kept = [...new Set(was.scope)].filter((code) => recent.has(code));
  const within = kept.flatMap((code) => moved.get(code) ?? []);
  for (const { name, less, more } of within.sort((a, b) => a.place - b.place)) {
    if (less)
      yield ["LOSS", `${name} no longer holds ${less}.`, `${name} ne comprend plus ${less}.`];
    if (more) yield ["GAIN", `${name} now holds ${more}.`, `${name} comprend désormais ${more}.`];
  }
}

function* documentChanges(was: Partner, is: Partner): Generator<Said> {
  if (was.documents === is.documents) return;
  const [old, recent] = [documentTermOf(was), documentTermOf(is)];
  const { en, fr } = documentTermWords[recent];
  // Stating what holds anyway is a change of the text, and signed as one.
  if (old === recent) yield ["CHANGE", `${en}, as before.`, `${fr}, comme auparavant.`];
  else yield [recent === "any" ? "GAIN" : "LOSS", `${en}.`, `${fr}.`];
}

function* descriptionChanges(was: Partner, is: Partner): Generator<Said> {
  if (was.kind !== is.kind) {
    const [old, recent] = [kindTerms[was.kind].words, kindTerms[is.kind].words];
    yield [
      "CHANGE",
      `is now of the kind ${recent.en} (before: ${old.en}).`,
      `relève désormais de la catégorie « ${recent.fr} » (avant : « ${old.fr} »).`,
    ];
  }
  if (was.name !== is.name) {
    yield ["CHANGE", `was named ${was.name}.`, `se nommait ${was.name}.`];
  }
  if (was.key !== is.key) yield ["CHANGE", "its public key changed.", "sa clé publique a changé."];
  const { role, email } = is.correspondent;
  if (was.correspondent.role !== role || was.correspondent.email !== email) {
    yield [
      "CHANGE",
      `its correspondent is now ${role} (${email}).`,
      `son correspondant est désormais ${role} (${email}).`,
    ];
  }
}

/** @param colon what stands between the name and the sentence, in English; `deuxPoints` in French. */
function of(
  { name, code }: Partner,
  colon: string,
  deuxPoints: string,
  [effect, en, fr]: Said,
): ConventionChange {
  const named = capitalised(`${name} (${code})`);
  return {
    effect,
    partner: code,
    en: `${named}${colon}${en}`,
    fr: `${named}${deuxPoints}${fr}`,
  };
}
