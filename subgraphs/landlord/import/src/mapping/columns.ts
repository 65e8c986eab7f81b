import { ofEachFact, type SiteFact } from "../facts/site-facts.js";
import type { RowProblem } from "../report/bad-row.js";
import { shown, someQuoted } from "../value/shown.js";
import { Header } from "./header.js";
import type {
  ColumnChoice,
  FileRules,
  IncidentField,
  Mapping,
  RowRule,
  SiteCreation,
  ValueSource,
} from "./mapping.js";

/** Where a value stands in the rows of one file. */
export interface ColumnPosition {
  readonly cell: number;
  /** Header of the column. */
  readonly name: string;
}

/** Where a field stands: in one column, or in several that are read together. */
export interface FieldPosition extends ColumnPosition {
  /** null: in the one column. */
  readonly parts: readonly ColumnPosition[] | null;
}

export type BoundSource = { readonly value: string } | ColumnPosition;

export type BoundCreation = Readonly<Record<SiteFact, BoundSource | null>>;

export type BoundRule = ColumnPosition & RowRule;

/** Which rows are taken, by the header of one file. */
export interface BoundRules {
  readonly header: readonly string[];
  readonly only: BoundRule | null;
  readonly skip: readonly BoundRule[];
}

/** The mapping's columns, found in the header of one file. */
export interface Columns extends BoundRules {
  readonly fields: ReadonlyMap<IncidentField, FieldPosition>;
  readonly site: readonly ColumnPosition[];
  readonly create: BoundCreation | null;
  /** Columns that the mapping tells incidents without a reference apart by; null: it names none. */
  readonly identity: readonly ColumnPosition[] | null;
}

/** @param problems receives every column that is missing or stands twice. */
export function bindColumns(
  cells: readonly string[],
  mapping: Mapping,
  problems: RowProblem[],
): Columns {
  const header = new Header(cells);
  const required = (name: string) => findRequired(header, name, problems);
  const source = (value: ValueSource): BoundSource =>
    "column" in value ? required(value.column) : value;
  const { site } = mapping;
  return {
    fields: new Map(
      [...mapping.columns].flatMap(([field, choices]) => {
        const position = bindField(header, choices, problems);
        return position === null ? [] : [[field, position] as const];
      }),
    ),
    site: site.columns.map((choice) => findOnlyColumn(header, choice, problems) ?? nowhere),
    create: site.create && boundCreation(site.create, source),
    ...bindRules(header, mapping, problems),
    identity: mapping.identity?.map(required) ?? null,
  };
}

export function bindRules(
  header: Header,
  { only, skip }: Pick<FileRules, "only" | "skip">,
  problems: RowProblem[],
): BoundRules {
  const bound = (rule: RowRule) => ({ ...rule, ...findRequired(header, rule.column, problems) });
  return { header: header.names, only: only && bound(only), skip: skip.map(bound) };
}

/** @returns null when a column of it is missing. */
export function bindField(
  header: Header,
  choices: readonly ColumnChoice[],
  problems: RowProblem[],
): FieldPosition | null {
  const parts = choices
    .map((choice) => findOnlyColumn(header, choice, problems))
    .filter((position) => position !== null);
  const [first] = parts;
  if (first === undefined || parts.length < choices.length) return null;
  if (parts.length === 1) return { ...first, parts: null };
  return { cell: first.cell, name: parts.map(({ name }) => name).join(" + "), parts };
}

function boundCreation(
  create: SiteCreation,
  bound: (value: ValueSource) => BoundSource,
): BoundCreation {
  return ofEachFact((fact) => create[fact] && bound(create[fact]));
}

/** Stands for a column that is missing: the file is refused before a row of it is read. */
const nowhere: ColumnPosition = { cell: 0, name: "" };

function findRequired(header: Header, name: string, problems: RowProblem[]): ColumnPosition {
  return findOnlyColumn(header, { names: [name], isRequired: true }, problems) ?? nowhere;
}

/** As `findColumn`; columns under several of the names are a problem too, for one would be lost. */
function findOnlyColumn(
  header: Header,
  choice: ColumnChoice,
  problems: RowProblem[],
): ColumnPosition | null {
  const before = problems.length;
  const position = findColumn(header, choice, problems);
  if (position === null || problems.length > before || choice.names.length === 1) return position;
  const others = choice.names.flatMap((name) => header.like(name));
  const other = others.filter((cell) => cell !== position.cell).sort((a, b) => a - b)[0];
  if (other !== undefined) {
    const second = shown(header.names[other] ?? "");
    const expected = `one of the columns "${shown(position.name)}" and "${second}", which mean the same; a mapping says which one to read`;
    problems.push({ column: position.name, value: "", expected });
  }
  return position;
}

/** @returns null when the file has no such column, which is a problem if it is required. */
export function findColumn(
  header: Header,
  { names, isRequired }: ColumnChoice,
  problems: RowProblem[],
): ColumnPosition | null {
  for (const match of ["exactly", "like"] as const) {
    for (const name of names) {
      const cells = header[match](name);
      if (cells.length > 1) {
        problems.push({
          column: name,
          value: "",
          expected: "one column of this name, not several",
        });
      }
      const [cell] = cells;
      if (cell !== undefined) return { cell, name: header.names[cell] ?? name };
    }
  }
  if (isRequired) problems.push(missing(names, header));
  return null;
}

function missing(names: readonly string[], header: Header): RowProblem {
  const [name = "", ...others] = names;
  const choice = others.length === 0 ? "" : ` or ${someQuoted(others, others.length)}`;
  const found = `; the file has ${header.listed}`;
  const hint = header.isTitle ? "; the first line must name the columns, not be a title" : "";
  return { column: name, value: "", expected: `a column "${shown(name)}"${choice}${found}${hint}` };
}
