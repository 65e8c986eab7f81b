import {
  closeMonths,
  listImports,
  restoreIncident,
  undoImport,
  withdrawIncident,
} from "@palier/landlord-store";
import { monthNumber, monthsBetween } from "@palier/schema";
import fc from "fast-check";
import { correctIncident } from "./act-on-incidents.js";
import { header, ImportStore } from "./testing/import-store.fixture.js";

/** What an incident is: its site and day. */
interface Value {
  readonly site: string;
  readonly day: string;
}

type Act =
  | { readonly kind: "IMPORT" | "UPDATE"; readonly rows: readonly (Value & { name: string })[] }
  | { readonly kind: "CORRECT"; readonly name: string; readonly value: Value }
  | { readonly kind: "WITHDRAW" | "RESTORE"; readonly name: string }
  /** Of those that brought something, the latest first. */
  | { readonly kind: "UNDO"; readonly place: number };

const name = fc.constantFrom("A", "B", "C", "D");
const value: fc.Arbitrary<Value> = fc.record({
  site: fc.constantFrom("RES-001", "RES-002"),
  day: fc.constantFrom("2026-07-05", "2026-08-05"),
});
const rows = fc
  .uniqueArray(name, { minLength: 1, maxLength: 4 })
  .chain((names) => fc.tuple(...names.map((each) => value.map((of) => ({ name: each, ...of })))));
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("IMPORT" as const), rows }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("UPDATE" as const), rows }) },
  fc.record({ kind: fc.constant("CORRECT" as const), name, value }),
  fc.record({ kind: fc.constantFrom("WITHDRAW" as const, "RESTORE" as const), name }),
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("UNDO" as const), place: fc.nat(3) }) },
);

/**
 * The same acts, recomputed plainly: of each incident all that was said of it, and by which import;
 * what an import said that was taken back was never said, and all goes with what brought it.
 */
class PlainRecord {
  private said = new Map<string, { readonly run: number; readonly value: Value }[]>();
  private readonly withdrawn = new Set<string>();
  /** Those that brought something and were not taken back, the latest first. */
  readonly runs: number[] = [];
  private lastRun = 0;

  private current(each: string): Value | undefined {
    return this.said.get(each)?.at(-1)?.value;
  }

  isThere(each: string): boolean {
    return this.current(each) !== undefined && !this.withdrawn.has(each);
  }

  /** @returns whether it is done. */
  take(done: Act): boolean {
    if ("rows" in done) return this.load(done);
    if ("place" in done) return this.undo(this.runs[done.place]);
    if (done.kind === "RESTORE") return this.withdrawn.delete(done.name);
    if (!this.isThere(done.name)) return false;
    if (!("value" in done)) this.withdrawn.add(done.name);
    else if (!same(this.current(done.name), done.value)) this.say(done.name, 0, done.value);
    return true;
  }

  private load({ kind, rows: told }: Extract<Act, { rows: unknown }>): boolean {
    const open = told.filter((row) => !this.withdrawn.has(row.name));
    const other = open.filter(
      (row) => this.current(row.name) !== undefined && !same(this.current(row.name), row),
    );
    const isNews = (row: Value & { name: string }) =>
      !this.said.get(row.name)?.some((entry) => same(entry.value, row));
    if (kind === "IMPORT" && other.some(isNews)) return false;
    const run = this.lastRun + 1;
    const fresh = open.filter((row) => this.current(row.name) === undefined);
    const corrected = other.map((row) => ({ name: row.name, ...this.besidesHand(row) }));
    const changed = corrected.filter((row) => !same(this.current(row.name), row));
    const brought = [...fresh, ...(kind === "UPDATE" ? changed : [])];
    for (const { name: each, site, day } of brought) this.say(each, run, { site, day });
    if (brought.length > 0) this.runs.unshift(run);
    if (brought.length > 0) this.lastRun = run;
    return true;
  }

  /** A row without what somebody gave by hand, save where that is what a file told last. */
  private besidesHand(row: Value & { name: string }): Value {
    const story = this.said.get(row.name) ?? [];
    const kept = (field: keyof Value): string => {
      const byHand = story.findLastIndex(
        ({ value }, index) => index > 0 && value[field] !== story[index - 1]?.value[field],
      );
      const byFile = story.findLast(
        ({ run, value }, index) =>
          run !== 0 && (index === 0 || value[field] !== story[index - 1]?.value[field]),
      );
      const current = story.at(-1)?.value[field] ?? "";
      const isByHand = story[byHand]?.run === 0 && current !== byFile?.value[field];
      return isByHand ? current : row[field];
    };
    return { site: kept("site"), day: kept("day") };
  }

  private undo(run: number | undefined): boolean {
    if (run === undefined) return false;
    this.runs.splice(this.runs.indexOf(run), 1);
    this.said = new Map(
      [...this.said].flatMap(([each, entries]) =>
        entries[0]?.run === run ? [] : [[each, entries.filter((entry) => entry.run !== run)]],
      ),
    );
    return true;
  }

  private say(each: string, run: number, of: Value): void {
    this.said.set(each, [...(this.said.get(each) ?? []), { run, value: of }]);
  }

  get incidents(): (Value & { readonly name: string })[] {
    return ["A", "B", "C", "D"].flatMap((each) => {
      const of = this.current(each);
      return of === undefined || this.withdrawn.has(each) ? [] : [{ name: each, ...of }];
    });
  }
}

function same(one: Value | undefined, other: Value): boolean {
  return one?.site === other.site && one.day === other.day;
}

let at: ImportStore;
let names: ReadonlyMap<string, string>;
beforeAll(async () => {
  at = await ImportStore.open();
  const called = ["A", "B", "C", "D"].map(
    async (each) => [(await at.called(each)).id, each] as const,
  );
  names = new Map(await Promise.all(called));
});
afterAll(() => at.close());

const settings = { reason: "WRONG_ENTRY", author: "Direction" } as const;
const clock = () => new Date("2026-11-22T10:00:00Z");

async function take(done: Act): Promise<void> {
  if ("rows" in done) {
    const lines = done.rows.map((row) => `${row.name},${row.site},${row.day},NOISE\n`);
    const update = done.kind === "UPDATE" ? { update: { isPreview: false } } : {};
    await at.importText(header + lines.join(""), update);
  } else if ("place" in done) {
    const runs = (await listImports(at.store)).filter(({ undoneAt }) => undoneAt === null);
    await undoImport(at.store, runs[done.place]?.id ?? 0, { ...settings, isToldAgain: true });
  } else {
    const incident = await at.called(done.name);
    if ("value" in done) {
      await correctIncident(at.store, incident, done.value, settings, clock);
    } else if (done.kind === "WITHDRAW") {
      await withdrawIncident(at.store, incident, settings);
    } else {
      await restoreIncident(at.store, incident, settings);
    }
  }
}

async function incidents(): Promise<unknown[]> {
  const found = await at.store.query<{ id: string; site: string; day: string }[]>(
    `SELECT i.id, reference AS site, day::text AS day FROM incident i JOIN site ON site.id = site_id`,
  );
  return found
    .map(({ id, site, day }) => ({ name: names.get(id) ?? "", site, day }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

it("is, after any acts, what a plain recomputation says, and so are its counts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 3, maxLength: 14 }), async (acts) => {
      await at.store.query(`
        TRUNCATE incident, incident_source, incident_personal, import_file, import_run, import_retold,
          incident_version, incident_version_personal, withdrawn_incident,
          closed_month, incident_count, classification, level_tally`);
      const plain = new PlainRecord();
      for (const done of acts) {
        const isDone = await take(done).then(
          () => true,
          (error: { readonly code?: string }) => {
            if (error.code === undefined) throw error;
            return false;
          },
        );
        expect(isDone).toBe(plain.take(done));
        expect(await incidents()).toEqual(plain.incidents);
      }
      await closeMonths(
        at.store,
        monthsBetween(monthNumber("2026-07"), monthNumber("2026-08")),
        clock,
      );
      const [{ counted }] = await at.store.query(
        "SELECT coalesce(sum(incidents), 0)::integer AS counted FROM incident_count",
      );
      expect(counted).toBe(plain.incidents.length);
    }),
    { numRuns: 60 },
  );
}, 120_000);
