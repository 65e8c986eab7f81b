import type { GraphQLFormattedError } from "graphql";
import { NotAnsweredError } from "./not-answered.js";

export interface MissingLandlord {
  readonly status: string;
  readonly landlord: { readonly slug: string; readonly name: string | null } | null;
}

/** One page of a list, as the graph gives it. */
export interface ListPage<Entry> {
  readonly entries: readonly Entry[];
  readonly totalCount: number;
  readonly missing: readonly MissingLandlord[];
  /** Asks for what follows; null on the last page. */
  readonly next: string | null;
  /** What could not be told of its entries. */
  readonly errors: readonly GraphQLFormattedError[];
}

export type AskPage<Entry> = (after: string | null) => Promise<ListPage<Entry>>;

/** Other landlords, entries or terms than when the list was begun: its file would be neither. */
export class ListChangedError extends Error {
  override readonly name = "ListChangedError";
}

/** What may be gone when the same is asked again. */
const passing: ReadonlySet<unknown> = new Set([
  "LANDLORD_UNAVAILABLE",
  "RATE_LIMITED",
  "BUDGET_USED",
  "UNAVAILABLE",
  "INTERNAL_SERVER_ERROR",
]);
/** Times that a page is asked for which lacks something. */
const attempts = 3;
const pauseMs = 1_000;

/**
 * Every page of a list that is one list: with the landlords, and as many entries, as the first page said. A page
 * that lacks something is asked again; a budget that is used is waited for, once something has been given.
 *
 * @param pause ends when so many milliseconds are over, and throws when nobody waits any more.
 * @throws ListChangedError where the pages do not make one list.
 * @throws NotAnsweredError for a page that is not answered.
 */
export async function* wholeList<Entry>(
  ask: AskPage<Entry>,
  pause: (milliseconds: number) => Promise<unknown>,
): AsyncGenerator<ListPage<Entry>, void> {
  const first = await settled(
    () => ask(null),
    () => true,
    pause,
  );
  const isSameList = (page: ListPage<Entry>) =>
    page.totalCount === first.totalCount && namesOf(page.missing) === namesOf(first.missing);
  let page = first;
  let count = 0;
  for (;;) {
    const { entries, next } = page;
    count += entries.length;
    if (next === null ? count !== first.totalCount : entries.length === 0) {
      throw new ListChangedError(`${count} entries of ${first.totalCount}`);
    }
    yield page;
    if (next === null) return;
    page = await settled(() => patiently(() => ask(next), pause), isSameList, pause);
    if (!isSameList(page)) throw new ListChangedError("other landlords or entries than before");
  }
}

/** Asked again while it lacks what may come; the last answer is taken as it is. */
export async function settled<Entry>(
  ask: () => Promise<ListPage<Entry>>,
  isSameList: (page: ListPage<Entry>) => boolean,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<ListPage<Entry>> {
  let page = await ask();
  for (let attempt = 1; attempt < attempts; attempt += 1) {
    const lacks = page.errors.some(({ extensions }) => passing.has(extensions?.code));
    if (isSameList(page) && !lacks) break;
    await pause(pauseMs);
    page = await ask();
  }
  return page;
}

/** Waits as long as it is told to, as often as it is told to: the whole file has its time. */
async function patiently<Answer>(
  ask: () => Promise<Answer>,
  pause: (milliseconds: number) => Promise<unknown>,
): Promise<Answer> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const seconds = error instanceof NotAnsweredError ? error.retryAfterSeconds : null;
      if (seconds === null) throw error;
      await pause(seconds * 1_000);
    }
  }
}

export function namesOf(missing: readonly MissingLandlord[]): string {
  return missing
    .map(({ landlord }) => landlord?.slug ?? "?")
    .sort()
    .join(" ");
}
