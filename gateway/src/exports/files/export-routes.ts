import { setTimeout } from "node:timers/promises";
import { monthNumber, monthText } from "@palier/schema";
import { type Request, type Response, Router } from "express";
import type { Graph, GraphReader } from "../asked/graph-reader.js";
import { NotAnsweredError, sendErrors } from "../asked/not-answered.js";
import { OpenFiles } from "../asked/open-files.js";
import { month, oneOf, type Parameters, readParameters, territory } from "../asked/parameters.js";
import {
  type Answer,
  refusal,
  requireAccepted,
  requireGet,
  served,
  writeFile,
} from "../asked/served.js";
import { type ListPage, wholeList } from "../asked/whole-list.js";
import { actionsTable } from "../tables/actions.js";
import { changesTable } from "../tables/changes.js";
import type { Cell } from "../tables/column.js";
import { askTerms, type Facts, missingFacts, type Terms } from "../tables/facts.js";
import { featureOf } from "../tables/feature.js";
import { levelsTable } from "../tables/levels.js";
import { readPage } from "../tables/read-table.js";
import { sitesTable } from "../tables/sites.js";
import type { Table } from "../tables/table.js";
import { byteOrderMark, type CsvForm, csvLines } from "./csv-text.js";
import { noticeLines, sideFile } from "./side-file.js";

/** More than any convention's territory has, and what a spreadsheet opens. */
const mostRows = 100_000;

const place = { territory: { ...territory, isRequired: true } } satisfies Parameters;
const form = {
  format: oneOf(["standard", "fr"]),
  language: oneOf(["en", "fr"]),
  notice: oneOf(["lines"]),
} satisfies Parameters;

/** Months between those that a file of changes compares. */
const spans = { month: 1, year: 12 } as const;

/** What one kind of file is, whoever asks for it. */
interface FileKind {
  readonly name: "sites" | "levels" | "actions" | "changes";
  /** Whether it is of one month, or of today. */
  readonly hasMonth: boolean;
  /** Whether it compares its month with an earlier one. */
  readonly hasSince?: boolean;
  /** As far as the convention shows it to who asks. */
  readonly table: (reader: GraphReader) => Promise<Table>;
}

const kinds: readonly FileKind[] = [
  {
    name: "sites",
    hasMonth: true,
    table: async (reader) => sitesTable(await reader.isShown("Site.address")),
  },
  { name: "levels", hasMonth: true, table: async () => levelsTable },
  {
    name: "actions",
    hasMonth: false,
    table: async (reader) => actionsTable(await reader.isShown("Site.name")),
  },
  {
    name: "changes",
    hasMonth: true,
    hasSince: true,
    table: async (reader) => changesTable(await reader.isShown("LevelChangeEdge.gate")),
  },
] as const;

const names =
  "sites.csv, sites.geojson, levels.csv, actions.csv, changes.csv, and of each CSV file the .csv-metadata.json";

/**
 * `GET /exports/…`: files of a territory and month. Each page of one is an ordinary question to the graph, asked
 * in the name of whoever reads the file.
 */
export function exportRoutes(graph: Graph, log: (entry: string) => void): Router {
  const router = Router();
  const open = new OpenFiles();
  const serve = (path: string, answer: Answer) =>
    router.get(path, served(graph, log, sendErrors, answer));
  router.use(requireGet(sendErrors));
  for (const kind of kinds) {
    serve(`/${kind.name}.csv`, csvAnswer(kind, open, log));
    serve(`/${kind.name}.csv-metadata.json`, sideAnswer(kind));
  }
  serve("/sites.geojson", geoJsonAnswer(open, log));
  router.use((_request, response) => {
    sendErrors(response, refusal(404, `There is nothing here; files are ${names}`));
  });
  return router;
}

/** A file that is known to be given: its first page has come. */
interface Begun {
  readonly terms: Terms;
  readonly facts: Facts;
  readonly rows: AsyncGenerator<readonly (readonly Cell[])[], void>;
}

/** @throws NotAnsweredError where there is no such file for its reader. */
async function begin(
  reader: GraphReader,
  { hasMonth, hasSince }: Pick<FileKind, "hasMonth" | "hasSince">,
  table: Table,
  asked: {
    readonly territory: string | null;
    readonly month: string | null;
    readonly since?: keyof typeof spans | null;
  },
): Promise<Begun> {
  const { terms, published } = await askTerms(reader, asked.territory ?? "", asked.month);
  const ofMonth = hasMonth ? terms.month : null;
  const since = hasSince
    ? monthText(monthNumber(terms.month) - spans[asked.since ?? "month"])
    : undefined;
  if (since !== undefined && !published.includes(since)) {
    throw nothingBefore(terms.month, since, asked.since === "year");
  }
  const pages = wholeList(
    (after) =>
      readPage(reader, table, { territory: terms.territory.code, month: ofMonth, since, after }),
    (milliseconds) => setTimeout(milliseconds, undefined, { signal: reader.leaving }),
  );
  const first = await pages.next();
  // Each list has a first page, be it empty.
  if (first.done) throw new Error("a list without a page");
  const { missing, totalCount } = first.value;
  if (totalCount > mostRows) throw tooLong(totalCount);
  const facts: Facts = {
    ...terms,
    month: ofMonth,
    ...(since !== undefined && { since }),
    at: new Date().toISOString(),
    rows: totalCount,
    ...missingFacts(missing),
  };
  const basis = { month: ofMonth, gridVersion: terms.convention.gridVersion, missing };
  const based = ({ entries, errors }: ListPage<unknown>) =>
    entries.map((entry) => table.cells(entry, basis, errors));
  async function* rows() {
    yield based(first.value as ListPage<unknown>);
    for await (const page of pages) yield based(page);
  }
  return { terms, facts, rows: rows() };
}

function csvAnswer(kind: FileKind, open: OpenFiles, log: (entry: string) => void): Answer {
  return async ({ reader, caller, request, response }) => {
    const asked = readCsv(kind, request);
    requireAccepted(request, ["text/csv"]);
    const end = open.begin(caller);
    try {
      const table = await kind.table(reader);
      const { facts, rows } = await begin(reader, kind, table, asked);
      const { columns } = table;
      const { csv } = asked;
      setHeaders(response, facts, fileName(kind.name, facts, csv.language), "csv");
      response.type("text/csv; charset=utf-8; header=present");
      response.setHeader(
        "Link",
        `<${sidePath(kind, request)}>; rel="describedby"; type="application/csvm+json"`,
      );
      const head = columns.map((column) => column.head[csv.language]);
      async function* chunks() {
        const notice = asked.hasNotice
          ? `${csvLines(noticeLines(facts, csv.language), csv)}\r\n`
          : "";
        yield `${csv.isFrench ? byteOrderMark : ""}${notice}${csvLines([head], csv)}`;
        for await (const some of rows) {
          yield csvLines(some, csv);
        }
      }
      await writeFile(response, chunks(), reader.leaving, log);
    } finally {
      end();
    }
  };
}

function sideAnswer(kind: FileKind): Answer {
  return async ({ reader, request, response }) => {
    const { csv, ...asked } = readCsv(kind, request);
    requireAccepted(request, ["application/csvm+json", "application/json"]);
    const table = await kind.table(reader);
    const { facts, rows } = await begin(reader, kind, table, asked);
    await rows.return();
    response.type("application/csvm+json");
    response.send(JSON.stringify(sideFile(csvPath(kind, request), table.columns, facts, csv)));
  };
}

function geoJsonAnswer(open: OpenFiles, log: (entry: string) => void): Answer {
  return async ({ reader, caller, request, response }) => {
    const asked = readParameters(request.url, { ...place, month });
    requireAccepted(request, ["application/geo+json", "application/json"]);
    const end = open.begin(caller);
    try {
      const table = sitesTable(await reader.isShown("Site.address"));
      const { facts, rows } = await begin(reader, { hasMonth: true }, table, asked);
      const { columns } = table;
      setHeaders(response, facts, fileName("sites", facts, "en"), "geojson");
      response.type("application/geo+json");
      async function* chunks() {
        yield `{"type":"FeatureCollection","palier":${JSON.stringify(facts)},"features":[`;
        let separator = "\n";
        for await (const some of rows) {
          for (const row of some) {
            yield `${separator}${JSON.stringify(featureOf(columns, row))}`;
            separator = ",\n";
          }
        }
        yield "\n]}\n";
      }
      await writeFile(response, chunks(), reader.leaving, log);
    } finally {
      end();
    }
  };
}

function readCsv(kind: FileKind, request: Request) {
  const known = { ...place, ...form };
  const dated = { ...known, month };
  const values = kind.hasSince
    ? readParameters(request.url, { ...dated, since: oneOf(["month", "year"]) })
    : kind.hasMonth
      ? { ...readParameters(request.url, dated), since: null }
      : { ...readParameters(request.url, known), month: null, since: null };
  const isFrench = values.format === "fr";
  const csv: CsvForm = { isFrench, language: values.language ?? (isFrench ? "fr" : "en") };
  return {
    territory: values.territory,
    month: values.month,
    since: values.since,
    hasNotice: values.notice !== null,
    csv,
  };
}

/** Also of who reads the file without opening it. */
function setHeaders(response: Response, facts: Facts, name: string, extension: string): void {
  response.attachment(`${name}.${extension}`);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("palier-rows", `${facts.rows}`);
  const missing = facts.missing.map(({ landlord, status }) => `${landlord ?? "?"}=${status}`);
  response.setHeader("palier-missing", missing.join(", ") || "none");
}

/** e.g. `palier-sites-77288-2026-10-police-melun-partial`. */
function fileName(kind: string, facts: Facts, language: "en" | "fr"): string {
  const { territory, month, since, at, recipient, isWhole } = facts;
  const partial = language === "fr" ? "partiel" : "partial";
  const parts = [
    ...["palier", kind, territory?.code, since, month ?? at.slice(0, 10), recipient?.code],
    ...(isWhole ? [] : [partial]),
  ];
  return parts
    .filter((part) => part !== undefined)
    .join("-")
    .replace(/[^\w.-]+/g, "_");
}

function csvPath({ name }: FileKind, request: Request): string {
  return `${request.baseUrl}/${name}.csv${queryOf(request)}`;
}

function sidePath({ name }: FileKind, request: Request): string {
  return `${request.baseUrl}/${name}.csv-metadata.json${queryOf(request)}`;
}

/** Of parameters that were found right: no other character comes back. */
function queryOf({ url }: Request): string {
  const at = url.indexOf("?");
  return at < 0 ? "" : `?${new URLSearchParams(url.slice(at + 1))}`;
}

function nothingBefore(month: string, since: string, isYear: boolean): NotAnsweredError {
  return NotAnsweredError.asked([
    {
      en: `${since} is not published, so there is nothing to compare ${month} with; ask for a later \`month\`${isYear ? ", or `since=month`" : ""}`,
      fr: `${since} n’est pas publié : rien à comparer avec ${month} ; demandez un \`month\` ultérieur${isYear ? ", ou `since=month`" : ""}`,
    },
  ]);
}

function tooLong(rows: number): NotAnsweredError {
  return NotAnsweredError.asked([
    {
      en: `The file would have ${rows} rows, more than ${mostRows}; ask for a smaller territory`,
      fr: `Le fichier aurait ${rows} lignes, plus de ${mostRows} ; demandez un territoire plus petit`,
    },
  ]);
}
