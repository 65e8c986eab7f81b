import { z } from "zod";
import { partnerKinds } from "../../access/partner-kind.js";
import { checkedYaml, type FileProblem, type ProblemAt } from "../../checked-yaml/checked-yaml.js";
import { slugProblems } from "../../composition/slug-problems.js";
import { mostErrors } from "../../ground/errors.js";
import { isLandlordSlug, slugRule } from "../../ground/landlord-slug.js";
import { slugOf } from "../../ground/slug-of.js";
import { conventionFormat, landlordFormat, partnerFormat } from "../convention-format.js";
import { type Commune, Communes } from "./communes.js";

const { reference, title, validity } = conventionFormat.shape;
const { name, slug, endpoint, correspondent } = landlordFormat.shape;
const { email } = correspondent.shape;

/** More than any department of France has. */
const mostCommunes = 1_000;
const mostParties = 200;
const commune = z
  .string({ error: 'write a commune as its name or its INSEE code in quotes, e.g. "77288"' })
  .min(1, "name a commune")
  .max(100, "write at most 100 characters");
const dwellings = z
  .int({ error: "write a whole number" })
  .min(1, "declare at least one dwelling")
  .max(10_000_000, "no landlord has so many");

const answersFormat = z.strictObject(
  {
    title,
    reference,
    from: validity.shape.from,
    until: validity.shape.until,
    communes: z
      .array(commune, { error: "list communes: [Melun, Dammarie-les-Lys]" })
      .min(1, "name at least one commune")
      .max(mostCommunes, `name at most ${mostCommunes} communes`),
    landlords: z
      .array(
        z.strictObject({
          name,
          slug: slug.optional(),
          address: endpoint.optional(),
          mailbox: email,
          dwellings: z.record(commune, dwellings, {
            error: "write how many dwellings are where: { Melun: 1240, Dammarie-les-Lys: 300 }",
          }),
        }),
        { error: "list landlords: name, slug, mailbox, dwellings" },
      )
      .min(1, "name at least one landlord")
      .max(mostParties, `name at most ${mostParties} landlords`),
    partners: z
      .array(
        z.strictObject({
          kind: z.enum(partnerKinds, { error: `one of ${partnerKinds.join(", ")}` }),
          name,
          code: partnerFormat.shape.code.optional(),
          mailbox: email.optional(),
          scope: z
            .array(commune, {
              error: "list communes of the convention, or leave `scope` out for all",
            })
            .min(1, "name at least one commune, or leave `scope` out for all")
            .max(mostCommunes, `name at most ${mostCommunes} communes`)
            .optional(),
        }),
        { error: "list partners: kind, name, scope" },
      )
      .max(mostParties, `name at most ${mostParties} partners`),
  },
  {
    error: (issue) =>
      issue.code === "invalid_type" ? "the file holds no answers for a convention" : undefined,
  },
);
type Answers = z.infer<typeof answersFormat>;

/** A convention as its coordinator begins it; what was not said is null. */
export interface ConventionAnswers extends Pick<Answers, "title" | "reference" | "from" | "until"> {
  readonly communes: readonly Commune[];
  readonly landlords: readonly {
    readonly slug: string;
    readonly name: string;
    readonly address: string | null;
    readonly mailbox: string;
    readonly stock: readonly { readonly commune: string; readonly dwellings: number }[];
  }[];
  readonly partners: readonly {
    readonly code: string;
    readonly kind: Answers["partners"][number]["kind"];
    readonly name: string;
    readonly mailbox: string | null;
    /** INSEE codes. */
    readonly scope: readonly string[];
  }[];
}

/**
 * Reads what a coordinator says of a convention that is to be.
 *
 * @param known every commune that there is.
 * @throws ConfigurationError with the first problems at their places.
 */
export function parseConventionAnswers(
  text: string,
  fileName: string,
  known: Communes,
): ConventionAnswers {
  const {
    communes: written,
    landlords,
    partners,
    ...terms
  } = checkedYaml(text, fileName, answersFormat, (answers, at) => problemsOf(answers, known, at));
  const communes = written.map((each) => onlyOf(known, each));
  const own = new Communes(communes);
  return {
    ...terms,
    communes,
    landlords: landlords.map(({ address = null, dwellings: counts, ...landlord }) => ({
      ...{ name: landlord.name, mailbox: landlord.mailbox, address },
      slug: landlord.slug ?? slugOf(landlord.name),
      stock: Object.entries(counts).map(([place, count]) => ({
        commune: onlyOf(own, place).code,
        dwellings: count,
      })),
    })),
    partners: partners.map(({ kind, name: called, code, mailbox = null, scope }) => ({
      ...{ kind, name: called, mailbox },
      code: code ?? slugOf(called),
      scope: scope?.map((each) => onlyOf(own, each).code) ?? communes.map((each) => each.code),
    })),
  };
}

function onlyOf(communes: Communes, written: string): Commune {
  const [found] = communes.find(written);
  if (found === undefined) throw new Error("answers that were not checked");
  return found;
}

function* problemsOf(answers: Answers, known: Communes, at: ProblemAt): Generator<FileProblem> {
  if (answers.until < answers.from) yield at(["until"], "ends before it begins");
  // Looking for the nearest takes a walk over all of them.
  let searched = 0;
  const wordsOf = (written: string) => {
    searched += 1;
    return searched > mostErrors ? "no commune is called so" : unknownWords(written, known);
  };
  const own = new Map<string, Commune>();
  for (const [place, written] of answers.communes.entries()) {
    const found = known.find(written);
    const [one] = found;
    if (one === undefined) yield at(["communes", place], wordsOf(written));
    else if (found.length > 1) yield at(["communes", place], namesakeWords(written, found));
    else if (own.has(one.code)) yield at(["communes", place], `${one.name} stands here twice`);
    else own.set(one.code, one);
  }
  const chosen = new Communes(own.values());
  const placeProblem = (written: string): string | null => {
    const found = chosen.find(written);
    if (found.length === 1) return null;
    if (found.length > 1) return namesakeWords(written, found);
    const elsewhere = known.find(written);
    // Of which the list above complains already, as far as it stands there.
    if (elsewhere.length > 1 && answers.communes.includes(written)) return null;
    return elsewhere.length > 0 ? `"${written}" is none of \`communes\`` : wordsOf(written);
  };
  yield* landlordProblems(answers, chosen, placeProblem, at);
  yield* partnerProblems(answers, placeProblem, at);
}

function* landlordProblems(
  { landlords }: Answers,
  chosen: Communes,
  placeProblem: (written: string) => string | null,
  at: ProblemAt,
): Generator<FileProblem> {
  const slugs = landlords.map((landlord) => landlord.slug ?? slugOf(landlord.name));
  for (const [index, landlord] of landlords.entries()) {
    const path = ["landlords", index];
    if (!isLandlordSlug(slugs[index] ?? "")) {
      yield at([...path, "name"], `makes no short name; say one under \`slug\`: ${slugRule}`);
    }
    const places = Object.keys(landlord.dwellings);
    if (places.length === 0) yield at([...path, "dwellings"], "name at least one commune");
    const seen = new Set<string>();
    for (const written of places) {
      const problem = placeProblem(written);
      if (problem !== null) yield at([...path, "dwellings", written], problem);
      const code = chosen.find(written)[0]?.code;
      if (problem !== null || code === undefined) continue;
      if (seen.has(code)) {
        yield at([...path, "dwellings", written], "this commune stands here twice: add them up");
      }
      seen.add(code);
    }
  }
  const sound = slugs.filter(isLandlordSlug);
  if (sound.length > 0) for (const problem of slugProblems(sound)) yield at(["landlords"], problem);
}

function* partnerProblems(
  { partners }: Answers,
  placeProblem: (written: string) => string | null,
  at: ProblemAt,
): Generator<FileProblem> {
  const codes = new Set<string>();
  for (const [index, partner] of partners.entries()) {
    const path = ["partners", index];
    const code = partner.code ?? slugOf(partner.name);
    if (!isLandlordSlug(code)) {
      yield at([...path, "name"], `makes no short name; say one under \`code\`: ${slugRule}`);
    } else if (codes.has(code)) {
      yield at(path, `another partner has the code "${code}": say one under \`code\``);
    }
    codes.add(code);
    for (const [place, written] of (partner.scope ?? []).entries()) {
      const problem = placeProblem(written);
      if (problem !== null) yield at([...path, "scope", place], problem);
    }
  }
}

function namesakeWords(written: string, found: readonly Commune[]): string {
  return `"${written}" is the name of ${found.length} communes, write the INSEE code: ${listed(found)}`;
}

function unknownWords(written: string, known: Communes): string {
  const near = known.nearest(written);
  const proposed = near.length === 0 ? "" : `; the nearest: ${listed(near)}`;
  return `no commune has the name or the code "${written}"${proposed}`;
}

function listed(communes: readonly Commune[]): string {
  return communes
    .map(({ name: called, code, department }) => `${called} in ${department.name} is "${code}"`)
    .join(", ");
}
