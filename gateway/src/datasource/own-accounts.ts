import { contradicts, type OwnAccount, ownAccount } from "./own-account.js";

/**
 * What the landlords say of themselves in one query. A contribution and a page of the same sites are
 * fetched apart, at whatever moment of the plan: only when all has come in does it show that one
 * contradicts the other.
 */
export class OwnAccounts<Answer> {
  readonly #accounts = new Map<string, OwnAccount[]>();
  readonly #answers = new Map<string, Answer>();
  readonly #disbelieved = new Set<string>();

  /** @param id Of the contribution or page. */
  note(landlord: string, id: unknown, entity: unknown): void {
    const account = ownAccount(id, entity);
    if (account === null) return;
    const known = this.#accounts.get(landlord);
    if (known === undefined) this.#accounts.set(landlord, [account]);
    else known.push(account);
  }

  isDisbelieved(landlord: string): boolean {
    return this.#disbelieved.has(landlord);
  }

  /** The answer to a question that was asked already: of the same query nothing is asked twice. */
  known(question: string): Answer | undefined {
    const answer = this.#answers.get(question);
    // A plan goes on with the objects that it is given.
    return answer === undefined ? undefined : structuredClone(answer);
  }

  keep(question: string, answer: Answer): void {
    this.#answers.set(question, answer);
  }

  /** The landlords who contradict themselves, from now on disbelieved; empty where none does. */
  disbelieve(): string[] {
    const found = [...this.#accounts]
      .filter(([landlord, accounts]) => !this.isDisbelieved(landlord) && disagree(accounts))
      .map(([landlord]) => landlord);
    for (const landlord of found) this.#disbelieved.add(landlord);
    return found;
  }
}

/** Each page is held to the contribution of its territory and month. */
function disagree(accounts: readonly OwnAccount[]): boolean {
  const contributions = new Map(
    accounts.flatMap((each) => (each.kind === "CONTRIBUTION" ? [[each.of, each.levels]] : [])),
  );
  return accounts.some((each) => {
    const counted = contributions.get(each.of);
    return each.kind === "PAGE" && counted !== undefined && contradicts(counted, each.page);
  });
}
