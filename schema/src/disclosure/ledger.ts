import { ClosedMonths } from "../grid/closed-months.js";
import { windowStart } from "../grid/grid.js";
import type { MonthNumber, MonthRange } from "../ground/month.js";
import { CountLine, lineKey } from "./count-line.js";
import { CountTable } from "./count-table.js";
import type { Closing, CountedSite, DisclosureRule } from "./figures.js";
import { LevelWatch, type WatchedLevel } from "./level-watch.js";
import { reachOf } from "./reach.js";
import type { Release, ReleasedLine } from "./release.js";
import { broughtPlace, SiteNumbers } from "./site-numbers.js";

/** All that readers may know of a landlord, with the true counts behind it. */
export interface Ledger {
  readonly step: number;
  /** By release, from which number on a count is not small. */
  readonly thresholds: ReadonlyMap<number, number>;
  /** Cells of months closed again that were withheld in some line, as `cellKey` names them. */
  readonly onceWithheld: ReadonlySet<string>;
  readonly families: readonly string[];
  readonly sites: SiteNumbers;
  /** Every line that was ever published, by what it is of; the last one holds. */
  readonly lines: ReadonlyMap<string, readonly CountLine[]>;
  readonly watch: LevelWatch;
  /** Months whose counts the levels published now rest on, with those closed. */
  readonly affected: MonthRange;
  /** Cells whose witness another month may hold up, by the key of the line. */
  readonly balanced: ReadonlyMap<string, readonly string[]>;
  /** Levels that the closing publishes. */
  readonly levels: readonly WatchedLevel[];
  /** Levels that it takes back. */
  readonly withdrawn: readonly WatchedLevel[];
}

/**
 * What is public once the months are closed, before anything of them is withheld. Months that no
 * window joins with those closed are left out: what they say stays as it was. A closing of no month
 * leaves nothing out.
 */
export function openLedger(
  rule: DisclosureRule,
  former: readonly Release[],
  closing: Closing,
): Ledger {
  const { grid, families } = rule;
  const step = (former.at(-1)?.step ?? -1) + 1;
  const changed = [...closing.months, ...(closing.touched ?? [])];
  const published = changed.length > 0 ? changed : former.flatMap(monthsOf);
  const keptFrom = closing.keptFrom ?? Number.NEGATIVE_INFINITY;
  /** Before it, a cell is counted by some level that is not looked at. */
  const usableFrom = keptFrom + grid.windowMonths - 1;
  const reach = reachOf(published, closing.sites, grid);
  const sites = new SiteNumbers(closing.sites, former);
  const lines = new Map<string, CountLine[]>();
  const counts = new CountTable(
    { from: reach.from - grid.windowMonths, to: reach.to },
    families.length,
    sites.ids.length,
  );
  const list = (line: CountLine) => {
    const known = lines.get(line.key);
    if (known === undefined) lines.set(line.key, [line]);
    else known.push(line);
  };
  const put = (line: CountLine) => {
    if (line.corrected !== null) {
      line.corrected.correction = line;
      line.corrected.until = line.from;
    }
    list(line);
    counts.put(line);
  };
  const released = new Set<MonthNumber>();
  for (const release of former) {
    for (const found of release.lines) {
      if (found.month < reach.from - grid.windowMonths || found.month > reach.to) continue;
      put(formerLine(found, release.step));
    }
    for (const month of release.months) released.add(month);
  }
  addUnreleased();
  const onceWithheld = withheldCells();
  /** Sites and months, as `siteMonth` numbers them, whose brought counts are others than before. */
  const broughtAnew = new Set<number>();
  for (const line of closingLines()) put(line);
  const watch = new LevelWatch(grid, families, counts, sites);
  const known = watchFormer();
  const { levels, withdrawn } = watchClosing();
  return {
    step,
    thresholds: new Map([
      ...former.map((release): [number, number] => [release.step, release.threshold]),
      [step, rule.threshold],
    ]),
    onceWithheld,
    families,
    sites,
    lines: new Map(
      [...lines].filter(([, [line]]) => line !== undefined && line.month >= usableFrom),
    ),
    watch,
    levels,
    withdrawn,
    affected: affectedBy(levels),
    balanced: balanced(),
  };

  function formerLine(found: ReleasedLine, from: number): CountLine {
    const { place, month } = found;
    const family = families.indexOf(found.family);
    const numbers = sites.inPlace(place, month, found.cells);
    const byNumber = new Map(found.cells.map((cell) => [sites.number(cell.site), cell]));
    const cells = numbers.map((number) => byNumber.get(number));
    const content = {
      place,
      month,
      family,
      sites: numbers,
      counts: cells.map((cell) => cell?.count ?? 0),
      isHidden: place === broughtPlace,
    };
    // A line without incidents is not published: what corrects it says that it was.
    if (found.isRestated && correctedBy(content) === null) list(emptyLine(content));
    const line = new CountLine(content, from, correctedBy(content));
    cells.forEach((cell, index) => {
      if (cell?.isWithheld) line.withheld[index] = 1;
    });
    line.isSubtotalWithheld = found.isSubtotalWithheld;
    return line;
  }

  /** The line that counts until now, if there is one. */
  function correctedBy(content: CountLine["content"]): CountLine | null {
    return lines.get(lineKey(content))?.at(-1) ?? null;
  }

  /** Lines of the closed months that are new, or say other than before. */
  function* closingLines(): Generator<CountLine> {
    const given = countsByCell(closing, families, sites);
    const countedIn = sitesCounted(closing, sites);
    const formerPlaces = placesByMonth(lines.values());
    const closedNow = new Set(closing.months);
    const months = closing.closedMonths.filter((month) => reach.from <= month && month <= reach.to);
    for (const month of [...new Set([...months, ...closedNow])].sort((a, b) => a - b)) {
      // What is brought comes with a site, whenever its months were closed.
      for (const place of closedNow.has(month) ? placesIn(month, formerPlaces) : [broughtPlace]) {
        for (let family = 0; family < families.length; family += 1) {
          const numbers = sites.inPlace(place, month, countedIn(place, month, families[family]));
          const before = lines.get(lineKey({ place, month, family }))?.at(-1) ?? null;
          const content = {
            place,
            month,
            family,
            sites: numbers,
            counts: numbers.map(
              (site) => given(site, month, family) || (isGone(month) ? countIn(before, site) : 0),
            ),
            isHidden: place === broughtPlace,
          };
          let corrected = before;
          if (corrected === null && numbers.length === 0) continue;
          if (corrected === null && released.has(month) && !content.isHidden) {
            corrected = emptyLine(content);
          }
          const line = new CountLine(content, step, corrected);
          if (corrected !== null && line.isSameAs(corrected)) continue;
          if (corrected !== null && before === null) list(corrected);
          if (content.isHidden) for (const site of numbers) broughtAnew.add(siteMonth(site, month));
          yield line;
        }
      }
    }
  }

  /** Of such a month nothing is closed again: where nothing is given, nothing is known. */
  function isGone(month: MonthNumber): boolean {
    return month < (closing.recordedFrom ?? month);
  }

  /** Those that had a line are among them, even where no site is left. */
  function placesIn(month: MonthNumber, former: ReturnType<typeof placesByMonth>): string[] {
    return [...new Set([...sites.places, ...(former.get(month) ?? [])])].sort();
  }

  function withheldCells(): Set<string> {
    const closed = new Set(closing.months);
    const found = new Set<string>();
    for (const line of [...lines.values()].flat()) {
      if (!closed.has(line.month)) continue;
      line.content.sites.forEach((site, cell) => {
        if (line.isWithheld(cell)) found.add(cellKey(line, site));
      });
    }
    return found;
  }

  function addUnreleased(): void {
    const closed = new Set(closing.months);
    for (const { site, month, family, incidents } of closing.counts) {
      if (closed.has(month) || released.has(month) || sites.isBrought(site, month)) continue;
      counts.add(sites.number(site), month, families.indexOf(family), incidents);
    }
  }

  function affectedBy(published: readonly WatchedLevel[]): MonthRange {
    let from = closing.months.reduce((least, month) => Math.min(least, month), Infinity);
    let to = closing.months.reduce((most, month) => Math.max(most, month), -Infinity);
    for (const level of published) {
      const divided = dividedMonths(level).map((months) => months.from);
      from = Math.min(from, windowStart(grid, level.month), ...divided);
      to = Math.max(to, level.month);
    }
    return { from, to };
  }

  function balanced(): Map<string, string[]> {
    const found = new Map<string, string[]>();
    for (const cell of former.flatMap((release) => release.balanced)) {
      const key = lineKey({ ...cell, family: families.indexOf(cell.family) });
      found.set(key, [...(found.get(key) ?? []), cell.site]);
    }
    return found;
  }

  /** @returns By site and month, what was published last, unless it was taken back. */
  function watchFormer(): Map<number, WatchedLevel> {
    const last = new Map<number, WatchedLevel>();
    for (const release of former) {
      const windows = windowsOf(release.closedMonths, rule);
      const closedMonths = new Set(release.closedMonths);
      for (const { site, month } of release.withdrawn) {
        last.delete(siteMonth(sites.number(site), month));
      }
      for (const { site, month, dwellings, counted, areGatesWithheld } of release.levels) {
        if (month < reach.from || month > reach.to) continue;
        if (windowStart(grid, month) < keptFrom) continue;
        const level = {
          step: release.step,
          site: sites.number(site),
          counted: sites.all(counted),
          month,
          window: windows(month),
          closedMonths,
          dwellings,
          areGatesWithheld,
        };
        watch.add(level);
        last.set(levelKey(level), level);
      }
    }
    return last;
  }

  /** Of sites of which shares are counted in months of the window, the months that were divided. */
  function dividedMonths({ counted, month }: Pick<WatchedLevel, "counted" | "month">) {
    return counted.flatMap((site) =>
      sites.divisionsBehind(site, windowStart(grid, month)).map(({ months }) => months),
    );
  }

  function watchClosing() {
    const closed = new ClosedMonths(closing.closedMonths, grid);
    const windows = windowsOf(closing.closedMonths, rule);
    const closedNow = new Set(closing.months);
    const closedMonths = new Set(closing.closedMonths);
    const found: WatchedLevel[] = [];
    const left = new Map([...known].filter(([, { month }]) => closed.has(month)));
    for (const site of closing.sites) {
      for (const month of closed.classified) {
        if (month < reach.from || month > reach.to) continue;
        if (windowStart(grid, month) < keptFrom || month < (site.ownFrom ?? month)) continue;
        const span = site.span ?? always;
        const parts = (site.joined ?? []).filter(({ from }) => from <= month);
        const first = Math.min(span.from, ...parts.map(({ id }) => sites.spanOf(id).from));
        if (month < span.from || month > span.to || month < closed.firstLevelSince(first)) continue;
        const counted = sites.all([site.id, ...parts.map(({ id }) => id)]);
        const divided = dividedMonths({ counted, month });
        const level = {
          step,
          site: sites.number(site.id),
          counted,
          month,
          window: windows(month),
          closedMonths,
          dwellings: dwellingsIn(site, month),
          // They would be further inequalities over the counts of the whole.
          areGatesWithheld: divided.length > 0,
        };
        const before = known.get(levelKey(level));
        left.delete(levelKey(level));
        const rests = (on: MonthNumber) =>
          closedNow.has(on) || level.counted.some((each) => broughtAnew.has(siteMonth(each, on)));
        const isDividedAnew = divided.some(({ from, to }) =>
          changed.some((on) => from <= on && on <= to),
        );
        if (before !== undefined && !isDividedAnew && saysTheSame(before, level, rests)) continue;
        watch.add(level);
        found.push(level);
      }
    }
    return { levels: found, withdrawn: [...left.values()] };
  }
}

function placesByMonth(
  lines: Iterable<readonly CountLine[]>,
): ReadonlyMap<MonthNumber, ReadonlySet<string>> {
  const found = new Map<MonthNumber, Set<string>>();
  for (const [line] of lines) {
    if (line === undefined) continue;
    const places = found.get(line.month) ?? new Set();
    found.set(line.month, places.add(line.content.place));
  }
  return found;
}

/** Sites with incidents, by what a line is of: those too that the landlord does not have in the month. */
function sitesCounted({ counts }: Closing, sites: SiteNumbers) {
  const found = new Map<string, Set<string>>();
  for (const { site, month, family } of counts) {
    const key = `${month}/${family}/${sites.placeOf(site, month)}`;
    const known = found.get(key) ?? new Set();
    found.set(key, known.add(site));
  }
  return (place: string, month: MonthNumber, family: string | undefined) =>
    [...(found.get(`${month}/${family}/${place}`) ?? [])].map((site) => ({ site }));
}

function countIn(line: CountLine | null, site: number): number {
  const cell = line?.content.sites.indexOf(site) ?? -1;
  return line === null || cell < 0 ? 0 : line.count(cell);
}

function emptyLine(content: CountLine["content"]): CountLine {
  return new CountLine({ ...content, counts: content.sites.map(() => 0) }, 0);
}

/** Names a site's count of the month and family of a line. */
export function cellKey({ content: { month, family } }: CountLine, site: number): string {
  return `${month}/${family}/${site}`;
}

/** Whether the cell follows from cells of a split site, which are protected in its place. */
export function isShare(
  sites: Pick<SiteNumbers, "divisionOf">,
  { content, month }: CountLine,
  cell: number,
): boolean {
  return content.isHidden && sites.divisionOf(content.sites[cell] as number, month) !== null;
}

const always: MonthRange = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

function monthsOf({ closedMonths, lines }: Release): MonthNumber[] {
  return [...closedMonths, ...lines.map(({ month }) => month)];
}

function windowsOf(
  months: readonly MonthNumber[],
  { grid }: DisclosureRule,
): (month: MonthNumber) => readonly MonthNumber[] {
  const sorted = [...months].sort((a, b) => a - b);
  const known = new Map<MonthNumber, readonly MonthNumber[]>();
  return (month) => {
    const window =
      known.get(month) ??
      sorted.filter((closed) => windowStart(grid, month) <= closed && closed <= month);
    known.set(month, window);
    return window;
  };
}

function levelKey({ site, month }: WatchedLevel): number {
  return siteMonth(site, month);
}

function siteMonth(site: number, month: MonthNumber): number {
  return month * 1_000_000 + site;
}

/** Whether a level rests on nothing that the closing publishes and is stated as it was. */
function saysTheSame(
  before: WatchedLevel,
  now: WatchedLevel,
  isPublished: (month: MonthNumber) => boolean,
): boolean {
  return (
    before.dwellings === now.dwellings &&
    before.window.length === now.window.length &&
    before.counted.length === now.counted.length &&
    before.counted.every((site, index) => now.counted[index] === site) &&
    before.window.every((month, index) => now.window[index] === month && !isPublished(month))
  );
}

function dwellingsIn({ dwellings, changes = [] }: CountedSite, month: MonthNumber): number {
  return changes.findLast(({ from }) => from <= month)?.dwellings ?? dwellings;
}

function countsByCell(
  { counts, months }: Closing,
  families: readonly string[],
  sites: SiteNumbers,
): (site: number, month: MonthNumber, family: number) => number {
  const closed = new Set(months);
  const ofMonth = new Map<MonthNumber, Map<number, number>>();
  for (const { site, month, family, incidents } of counts) {
    if (!sites.isGiven(site)) throw new Error(`Site ${site} is not among the sites of the closing`);
    if (!closed.has(month) && !sites.isBrought(site, month)) continue;
    const found = ofMonth.get(month) ?? new Map<number, number>();
    ofMonth.set(month, found);
    if (!families.includes(family)) throw new Error(`Family ${family} is not among those counted`);
    const cell = sites.number(site) * families.length + families.indexOf(family);
    found.set(cell, (found.get(cell) ?? 0) + incidents);
  }
  return (site, month, family) => ofMonth.get(month)?.get(site * families.length + family) ?? 0;
}
