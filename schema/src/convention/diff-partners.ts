import { cells, compareValues, type KindVisibility, visibilityOf } from "../policy/visibility.js";
import { capitalised, cellWords, kindWords, valueWords, type Words } from "../policy/wording.js";
import { type Convention, type Partner, type PartnerKind, partnerKinds } from "./convention.js";
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
  const codes = [before, after].map(({ partners }) => partners.map(({ code }) => code));
  const [old = [], recent = []] = codes;
  for (const code of onlyIn(old, recent)) yield* leaving(before, code);
  for (const code of onlyIn(recent, old)) yield* joining(after, code);
  const both = pairs(before.partners, after.partners, ({ code }) => code);
  for (const [was, is] of both) {
    yield* cellChanges(was, is, [before, after]);
    yield* scopeChanges(was, is, [before, after]);
    yield* descriptionChanges(was, is);
  }
  const kinds = new Set(both.map(([, { kind }]) => kind));
  for (const kind of partnerKinds.filter((one) => !kinds.has(one))) {
    yield* unheldKindChanges(kind, [before, after]);
  }
}

function* leaving({ partners }: Convention, code: string): Generator<ConventionChange> {
  const name = nameOf(partners, code);
  yield of(
    code,
    "LOSS",
    `${name} is no longer a partner and reads nothing.`,
    `${name} n’est plus partenaire et ne lit plus rien.`,
  );
}

function* joining(convention: Convention, code: string): Generator<ConventionChange> {
  const partner = convention.partners.find((one) => one.code === code);
  if (partner === undefined) return;
  const kind = kindWords[partner.kind];
  const name = nameOf(convention.partners, code);
  const scope = territoryNames(partner.scope, convention.territories);
  yield of(
    code,
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
  const name = nameOf([is], is.code);
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
      `For ${kindWords[kind].english}: ${english}.`,
      `Pour ${kindWords[kind].french} : ${french}.`,
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
    const [was, is] = [valueWords[old], valueWords[recent]];
    return [
      {
        effect: compareValues(cell, recent, old) > 0 ? ("GAIN" as const) : ("LOSS" as const),
        english: `${cellWords[cell].english}: ${is.english} (before: ${was.english})`,
        french: `${cellWords[cell].french} : ${is.french} (avant : ${was.french})`,
      },
    ];
  });
}

function* scopeChanges(
  was: Partner,
  is: Partner,
  [before, after]: Two,
): Generator<ConventionChange> {
  const name = nameOf([is], is.code);
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
  const kept = pairs(before.territories, after.territories, ({ code }) => code).filter(
    ([{ code }]) => was.scope.includes(code) && is.scope.includes(code),
  );
  for (const [old, recent] of kept) {
    const within = territoryNames([recent.code], after.territories);
    const less = onlyIn(old.communes, recent.communes).join(", ");
    if (less)
      yield of(
        is.code,
        "LOSS",
        `${name}: ${within} no longer holds ${less}.`,
        `${name} : ${within} ne comprend plus ${less}.`,
      );
    const more = onlyIn(recent.communes, old.communes).join(", ");
    if (more)
      yield of(
        is.code,
        "GAIN",
        `${name}: ${within} now holds ${more}.`,
        `${name} : ${within} comprend désormais ${more}.`,
      );
  }
}

function* descriptionChanges(was: Partner, is: Partner): Generator<ConventionChange> {
  const name = nameOf([is], is.code);
  if (was.kind !== is.kind) {
    const [old, recent] = [kindWords[was.kind], kindWords[is.kind]];
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

function nameOf(partners: readonly Partner[], code: string): string {
  return `${partners.find((partner) => partner.code === code)?.name ?? "?"} (${code})`;
}
