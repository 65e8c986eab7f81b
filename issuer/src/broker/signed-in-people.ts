import { createHash } from "node:crypto";
import { BoundedMap } from "@palier/service";
import type { NotListed, People, UpstreamPerson } from "./people.js";

/** Sessions kept at most; the oldest ends first. */
const most = 20_000;

/** Who is signed in, under a name that says nothing about the person. */
export class SignedInPeople {
  readonly #upstream: string;
  readonly #people: () => People;
  readonly #known = new BoundedMap<string, UpstreamPerson & { readonly partner: string }>(most);

  /**
   * @param upstream issuer of the provider.
   * @param people as the list stands now.
   */
  constructor(upstream: string, people: () => People) {
    this.#upstream = upstream;
    this.#people = people;
  }

  /** @returns the person's account, or why there is none. */
  admit(person: UpstreamPerson): { readonly account: string } | NotListed {
    const partner = this.#people().partnerOf(person);
    if (partner === "ORGANISATION" || partner === "PERSON") return partner;
    const account = pseudonym(this.#upstream, person.subject);
    this.#known.set(account, { ...person, partner });
    return { account };
  }

  /** Code of the partner for which the account was let in, while the list still says the same. */
  partnerOf(account: string): string | undefined {
    const person = this.#known.get(account);
    return person !== undefined && this.#people().partnerOf(person) === person.partner
      ? person.partner
      : undefined;
  }
}

/** The same person has the same account each time, and landlords' logs name nobody. */
function pseudonym(issuer: string, subject: string): string {
  return createHash("sha256")
    .update(JSON.stringify([issuer, subject]))
    .digest("base64url");
}
