import { fold } from "@palier/schema";
import type { Delimiter } from "../csv/csv-dialect.js";
import type { CsvRow } from "../csv/csv-row.js";
import type { DateForm } from "../date/date-form.js";
import type { Day } from "../date/day.js";
import { startsWithYear } from "../date/written-moment.js";
import { CellTexts } from "../mapping/cell-texts.js";
import type { ColumnPosition, Columns, FieldPosition } from "../mapping/columns.js";
import type { IncidentField, Mapping } from "../mapping/mapping.js";
import { RowFilter } from "../mapping/row-filter.js";
import type { RowProblem } from "../report/bad-row.js";
import { shapeProblem } from "../report/row-shape.js";
import { SiteReader } from "../sites/site-reader.js";
import type { SiteRegister } from "../sites/site-register.js";
import { followUpProblem, IncidentDraft } from "./incident-draft.js";
import type { Reader, ValueReaders } from "./value-readers.js";

/** Between the texts of several columns that are one value. */
const together = " / ";

/** Reads the rows of one file. */
export class IncidentReader {
  private readonly site: SiteReader;
  private readonly filter: RowFilter;
  private readonly position: Readonly<Record<IncidentField, FieldPosition | undefined>>;
  private readonly texts: CellTexts;
  private readonly ignored: ReadonlySet<string>;
  /** null: no day came yet of which it is to be known. */
  private form: DateForm | null;
  private day: Reader<Day>;
  private timeBand: Reader<string | null>;
  /** Looked at before the row is read. */
  private lastRow: CsvRow | null = null;
  private lastDay: string | null = null;

  constructor(
    private readonly columns: Columns,
    mapping: Mapping,
    register: SiteRegister,
    private readonly readers: ValueReaders,
    delimiter: Delimiter,
  ) {
    this.texts = new CellTexts(mapping.nothing);
    this.site = new SiteReader(register, mapping.site.match, columns, delimiter, this.texts);
    this.filter = new RowFilter(columns, mapping);
    this.ignored = new Set(mapping.ignored.map(fold));
    this.form = mapping.dates;
    this.day = readers.day(this.form ?? "day-first");
    this.timeBand = readers.timeBand(this.form ?? "day-first");
    const at = (field: IncidentField) => columns.fields.get(field);
    this.position = {
      reference: at("reference"),
      day: at("day"),
      category: at("category"),
      timeBand: at("timeBand"),
      place: at("place"),
      severity: at("severity"),
      complaint: at("complaint"),
      target: at("target"),
      source: at("source"),
      followUp: at("followUp"),
      reporter: at("reporter"),
      staff: at("staff"),
      narrative: at("narrative"),
      count: at("count"),
    };
  }

  /** Whether the row is a matter of this import. */
  isWanted(row: CsvRow): boolean {
    if (!this.filter.isWanted(row)) return false;
    return (
      this.ignored.size === 0 ||
      !this.ignored.has(fold(this.textAt(row, this.position.category) ?? ""))
    );
  }

  /** Whether the form of the file's days must be known before the row is read. */
  awaitsForm(row: CsvRow): boolean {
    if (this.form !== null) return false;
    const text = this.dayText(row);
    return text !== null && !startsWithYear(text) && this.isWanted(row);
  }

  useForm(form: DateForm): void {
    this.form = form;
    this.day = this.readers.day(form);
    this.timeBand = this.readers.timeBand(form);
  }

  /** Name of the column that days stand in. */
  get dayColumn(): string {
    return this.position.day?.name ?? "";
  }

  /** Of several columns the year, the month and the day as one. */
  dayText(row: CsvRow): string | null {
    if (this.lastRow === row) return this.lastDay;
    this.lastRow = row;
    this.lastDay = this.readDayText(row);
    return this.lastDay;
  }

  private readDayText(row: CsvRow): string | null {
    const position = this.position.day;
    if (!position?.parts) return this.textAt(row, position);
    const texts = position.parts.map(({ cell }) => this.texts.said(row.cell(cell)) ?? "");
    if (texts.every((text) => text === "")) return null;
    const [year = "", ...others] = texts;
    return [year.length === 2 ? `20${year}` : year, ...others].join("-");
  }

  /** Of a row that is wrong in something else; null: its day cannot be read. */
  dayOf(row: CsvRow): Day | null {
    if (shapeProblem(row, this.columns.header) !== null) return null;
    const text = this.dayText(row);
    const reading = text === null ? null : this.day(text);
    return reading?.ok ? reading.value : null;
  }

  hasReference(row: CsvRow): boolean {
    return this.reference(row, []) !== null;
  }

  /** Of several columns each counts, that of the day by its year: numbers begin anew with it. */
  private reference(row: CsvRow, problems: RowProblem[], day: Day | null = null): string | null {
    const { reference: position, day: dayPosition } = this.position;
    if (position === undefined) return null;
    if (position.parts === null) {
      return this.optional(row, position, this.readers.reference, problems);
    }
    const isYear = ({ cell }: ColumnPosition) => cell === dayPosition?.cell;
    const textOf = ({ cell }: ColumnPosition) => this.texts.said(row.cell(cell)) ?? "";
    const own = position.parts.filter((part) => !isYear(part));
    const empty = own.filter((part) => textOf(part) === "");
    if (empty.length === own.length) return null;
    for (const { name } of empty) {
      const expected = "a value: the columns of the reference are one together";
      problems.push({ column: name, value: "", expected });
    }
    const texts = position.parts.map((part) => {
      if (isYear(part)) return day?.text.slice(0, 4) ?? "";
      const text = textOf(part);
      return text === "" ? null : readAt(part, text, this.readers.reference, problems);
    });
    return texts.every((text) => text !== null) ? texts.join("\0") : null;
  }

  /** @returns null with the problems when the row tells no incident. */
  read(row: CsvRow, problems: RowProblem[]): IncidentDraft | null {
    const problem = shapeProblem(row, this.columns.header);
    if (problem !== null) {
      problems.push(problem);
      return null;
    }
    const { position, readers } = this;
    const day = required(this.dayText(row), position.day, this.day, problems);
    const nature = this.textAt(row, position.category);
    const category = required(nature, position.category, readers.category, problems);
    const timeBand = this.optional(row, position.timeBand, this.timeBand, problems);
    const place = this.optional(row, position.place, readers.place, problems);
    const severity = this.optional(row, position.severity, readers.severity, problems);
    const complaint = this.optional(row, position.complaint, readers.complaint, problems);
    const target = this.optional(row, position.target, readers.target, problems);
    const source = this.optional(row, position.source, readers.source, problems);
    const followUp = this.optional(row, position.followUp, readers.followUp, problems);
    const contradiction = followUpProblem({ followUp, complaint }, position.followUp?.name);
    if (contradiction !== null) problems.push(contradiction);
    const count = this.optional(row, position.count, readers.count, problems) ?? 1;
    const reference = this.reference(row, problems, day);
    // Last, so that a row that is wrong otherwise makes no site.
    const site =
      problems.length === 0 || this.columns.create === null ? this.site.read(row, problems) : null;
    if (problems.length > 0 || site === null || day === null || category === null) {
      return null;
    }
    return new IncidentDraft({
      reference,
      site,
      day,
      category,
      timeBand,
      place,
      severity,
      complaint,
      target,
      followUp,
      source,
      reporter: this.textAt(row, position.reporter),
      staff: this.textAt(row, position.staff),
      narrative: this.textAt(row, position.narrative),
      count,
    });
  }

  private optional<T>(
    row: CsvRow,
    position: FieldPosition | undefined,
    reader: Reader<T | null>,
    problems: RowProblem[],
  ): T | null {
    if (position === undefined) return null;
    const text = this.textAt(row, position);
    return text === null ? null : readAt(position, text, reader, problems);
  }

  private textAt(row: CsvRow, position: FieldPosition | undefined): string | null {
    return this.texts.at(row, position, together);
  }
}

function required<T>(
  text: string | null,
  position: FieldPosition | undefined,
  reader: Reader<T>,
  problems: RowProblem[],
): T | null {
  if (position !== undefined && text !== null) return readAt(position, text, reader, problems);
  const column = position?.name ?? "";
  problems.push({ column, value: "", expected: "a value; none stands here" });
  return null;
}

function readAt<T>(
  { name }: ColumnPosition,
  text: string,
  reader: Reader<T>,
  problems: RowProblem[],
): T | null {
  const reading = reader(text);
  if (reading.ok) return reading.value;
  const { ok: _, ...found } = reading;
  problems.push({ column: name, value: text, ...found });
  return null;
}
