import { type Convention, checkedYaml, type FileProblem, type ProblemAt } from "@palier/schema";
import { z } from "zod";

/** Somebody as the provider upstream names them. */
export interface UpstreamPerson {
  /** The provider's own name of the person, that never changes. */
  readonly subject: string;
  /** Where the provider says it; the provider vouches for it. */
  readonly email: string | null;
  /** Numbers of the organisations (SIRET) that the person signs in for. */
  readonly organisations: readonly string[];
}

/** Why somebody whom the provider knows is let in nowhere. */
export type NotListed = "ORGANISATION" | "PERSON";

const mostPeople = 2_000;

const siret = z
  .string({ error: "write the organisation's SIRET in quotes, 14 digits" })
  .regex(/^\d{14}$/, { error: "write the organisation's SIRET in quotes, 14 digits" });
const person = z
  .string({ error: "write an e-mail address, or the provider's own name of the person" })
  .trim()
  .min(1, { error: "write an e-mail address, or the provider's own name of the person" })
  .max(255, { error: "write at most 255 characters" });

const format = z.strictObject({
  organisations: z.array(
    z.strictObject({
      partner: z.string({ error: "write the partner's code in the convention" }),
      siret,
      people: z.array(person, { error: "write a list of people" }).max(mostPeople, {
        error: `write at most ${mostPeople} people`,
      }),
    }),
    { error: "write a list of organisations" },
  ),
});

type Listed = z.infer<typeof format>["organisations"][number];

/**
 * Whom the convention's host lets in: people of a partner, by the number of their organisation. The
 * file holds personal data and stays with the host.
 */
export class People {
  readonly #organisations: readonly Listed[];

  constructor(organisations: readonly Listed[]) {
    this.#organisations = organisations;
  }

  /** Code of the partner for which the person is listed, in one of the person's own organisations. */
  partnerOf({ subject, email, organisations }: UpstreamPerson): string | NotListed {
    const own = this.#organisations.filter((listed) => organisations.includes(listed.siret));
    if (own.length === 0) return "ORGANISATION";
    const isThePerson = (listed: string) =>
      listed.includes("@") ? listed.toLowerCase() === email?.toLowerCase() : listed === subject;
    return own.find(({ people }) => people.some(isThePerson))?.partner ?? "PERSON";
  }
}

/**
 * Reads the list of people.
 *
 * @param path shown in problems.
 * @param following whether an organisation whose partner the convention does not have is left out in
 *   place of refused: a partner that leaves keeps nobody in who is taken off the list meanwhile.
 * @throws ConfigurationError naming line and column of each problem.
 */
export function parsePeople(
  text: string,
  path: string,
  { partners }: Pick<Convention, "partners">,
  following = false,
): People {
  const codes = new Set(partners.map(({ code }) => code));
  const { organisations } = checkedYaml(text, path, format, (value, at) => [
    ...(following ? [] : unknownPartners(value.organisations, codes, at)),
    ...listedTwice(value.organisations, at),
  ]);
  return new People(organisations.filter(({ partner }) => codes.has(partner)));
}

function* unknownPartners(
  organisations: readonly Listed[],
  codes: ReadonlySet<string>,
  at: ProblemAt,
): Iterable<FileProblem> {
  for (const [index, { partner }] of organisations.entries()) {
    if (codes.has(partner)) continue;
    const known = [...codes].join(", ");
    yield at(
      ["organisations", index, "partner"],
      `the convention has no partner "${partner}"; it has ${known}`,
    );
  }
}

/** Whoever stood twice could be let in as either, by the order of the file. */
function* listedTwice(organisations: readonly Listed[], at: ProblemAt): Iterable<FileProblem> {
  const seen = new Set<string>();
  for (const [index, { siret: number, people }] of organisations.entries()) {
    for (const [place, name] of people.entries()) {
      const key = `${number} ${name.toLowerCase()}`;
      if (seen.has(key)) {
        yield at(["organisations", index, "people", place], "stands twice for one organisation");
      }
      seen.add(key);
    }
  }
}
