import { cells, type KindVisibility, matrixRows } from "../access/matrix-rows.js";
import { matrixValues } from "../access/matrix-values.js";
import { kindTerms, type PartnerKind, partnerKinds } from "../access/partner-kind.js";
import { compareValues, visibilityOf } from "../access/visibility.js";
import { capitalised, type Words } from "../ground/words.js";
import type { Convention, Partner } from "./convention.js";
import {
  type ConventionChange,
  type Effect,
  general,
  onlyIn,
  pairs,
  territoryNames,
} from "./diff-change.js";

type Two = readonly [Convention, Convention];

/** What each partner gains or loses: as a party, in scope, and cell by cell. */
export function* partnerChanges(before: Convention, after: Convention) {
  const both = pairs(before.partners, after.partners, ({ code }) => code);
  const kept = new Set(both.map(([{ code }]) => code));
  const isKept = ({ code }: Partner) => kept.has(code);
  for (const partner of before.partners) if (!isKept(partner)) yield leaving(partner);
  for (const partner of after.partners) if (!isKept(partner)) yield joining(partner, after);
  const moved = movedTerritories(before, after);
  for (const [was, is] of both) {
    yield* cellChanges(was, is, [before, after]);
    yield* scopeChanges(was, is, [before, after]);
    yield* communeChanges(was, is, moved);
    yield* descriptionChanges(was, is);
  }
  const kinds = new Set(both.map(([, { kind }]) => kind));
  for (const kind of partnerKinds.filter((one) => !kinds.has(one))) {
    yield* unheldKindChanges(kind, [before, after]);
  }
}

function leaving(partner: Partner): ConventionChange {
  const name = nameOf(partner);
  return of(
    partner.code,
    "LOSS",
    `${name} is no longer a partner and reads nothing.`,
    `${name} n’est plus partenaire et ne lit plus rien.`,
  );
}

function joining(partner: Partner, { territories }: Convention): ConventionChange {
  const kind = kindTerms[partner.kind].words;
  const name = nameOf(partner);
  const scope = territoryNames(partner.scope, territories);
  return of(
    partner.code,
    "GAIN",
    `${name} becomes a partner and reads what the convention grants ${kind.english}, for ${scope}.`,
    `${name} devient partenaire et lit ce que la convention accorde pour ${kind.french}, pour ${scope}.`,
  );
}

function* cellChanges(
  was: Partner,
  is: Partner,
  [before, after]: Two,
): Generator<ConventionChange> {
  const name = nameOf(is);
  const old = visibilityOf(before.visibility, was.kind);
  const recent = visibilityOf(after.visibility, is.kind);
  for (const { effect, english, french } of valueChanges(old, recent)) {
    yield of(is.code, effect, `${name}: ${english}.`, `${name} : ${french}.`);
  }
}

/** Rows of a kind that no partner held before and after: nobody is named. */
function* unheldKindChanges(kind: PartnerKind, [before, after]: Two): Generator<ConventionChange> {
  const old = visibilityOf(before.visibility, kind);
  const recent = visibilityOf(after.visibility, kind);
  for (const { effect, english, french } of valueChanges(old, recent)) {
    yield general(
      effect,
      `For ${kindTerms[kind].words.english}: ${english}.`,
      `Pour ${kindTerms[kind].words.french} : ${french}.`,
    );
  }
}

function valueChanges(
  before: KindVisibility,
  after: KindVisibility,
): (Words & { effect: Effect })[] {
  return cells.flatMap((cell) => {
    const [old, recent] = [before[cell], after[cell]];
    if (old === recent) return [];
    const [was, is] = [matrixValues[old].words, matrixValues[recent].words];
    return [
      {
        effect: compareValues(cell, recent, old) > 0 ? ("GAIN" as const) : ("LOSS" as const),
        english: `${matrixRows[cell].words.english}: ${is.english} (before: ${was.english})`,
        french: `${matrixRows[cell].words.french} : ${is.french} (avant : ${was.french})`,
      },
    ];
  });
}

function* scopeChanges(
  was: Partner,
  is: Partner,
  [before, after]: Two,
): Generator<ConventionChange> {
  const name = nameOf(is);
  const lost = onlyIn(was.scope, is.scope);
  if (lost.length > 0) {
    const names = territoryNames(lost, before.territories);
    yield of(
      is.code,
      "LOSS",
      `${name}: no longer reads ${names}.`,
      `${name} : ne lit plus ${names}.`,
    );
  }
  const gained = onlyIn(is.scope, was.scope);
  if (gained.length > 0) {
    const names = territoryNames(gained, after.territories);
    yield of(is.code, "GAIN", `${name}: now reads ${names}.`, `${name} : lit désormais ${names}.`);
  }
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
  const both = pairs(before.territories, after.territories, ({ code }) => code);
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
): Generator<ConventionChange> {
  const partner = nameOf(is);
  const recent = new Set(is.scope);
  const kept = [...new Set(was.scope)].filter((code) => recent.has(code));
  const within = kept.flatMap((code) => moved.get(code) ?? []);
  for (const { name, less, more } of within.sort((a, b) => a.place - b.place)) {
    if (less)
      yield of(
        is.code,
        "LOSS",
        `${partner}: ${name} no longer holds ${less}.`,
        `${partner} : ${name} ne comprend plus ${less}.`,
      );
    if (more)
      yield of(
        is.code,
        "GAIN",
        `${partner}: ${name} now holds ${more}.`,
        `${partner} : ${name} comprend désormais ${more}.`,
      );
  }
}

function* descriptionChanges(was: Partner, is: Partner): Generator<ConventionChange> {
  const name = nameOf(is);
  if (was.kind !== is.kind) {
    const [old, recent] = [kindTerms[was.kind].words, kindTerms[is.kind].words];
    yield of(
      is.code,
      "CHANGE",
      `${name}: is now of the kind ${recent.english} (before: ${old.english}).`,
      `${name} : relève désormais de la catégorie « ${recent.french} » (avant : « ${old.french} »).`,
    );
  }
  if (was.name !== is.name) {
    yield of(
      is.code,
      "CHANGE",
      `${name}: was named ${was.name}.`,
      `${name} : se nommait ${was.name}.`,
    );
  }
  if (
    was.correspondent.role !== is.correspondent.role ||
    was.correspondent.email !== is.correspondent.email
  ) {
    const { role, email } = is.correspondent;
    yield of(
      is.code,
      "CHANGE",
      `${name}: its correspondent is now ${role} (${email}).`,
      `${name} : son correspondant est désormais ${role} (${email}).`,
    );
  }
}

function of(partner: string, effect: Effect, english: string, french: string): ConventionChange {
  return { effect, partner, english: capitalised(english), french: capitalised(french) };
}

function nameOf({ name, code }: Partner): string {
  return `${name} (${code})`;
}
