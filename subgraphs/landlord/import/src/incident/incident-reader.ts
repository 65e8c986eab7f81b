import type { Nomenclature } from "@palier/schema";
import type { Delimiter } from "../csv/csv-dialect.js";
import type { CsvRow } from "../csv/csv-row.js";
import { readRecorded } from "../facts/site-facts.js";
import type { ColumnPosition, Columns, FieldPosition } from "../mapping/columns.js";
import type { IncidentField, Mapping } from "../mapping/mapping.js";
import type { RowProblem } from "../report/bad-row.js";
import { shapeProblem } from "../report/row-shape.js";
import { SiteReader } from "../sites/site-reader.js";
import type { SiteRegister } from "../sites/site-register.js";
import { categoryWords } from "../value/category.js";
import { type Day, readDay } from "../value/day.js";
import { readInteger } from "../value/decimal.js";
import { placeWords } from "../value/place.js";
import { misread, type Reading, remember } from "../value/reading.js";
import { readReference } from "../value/reference.js";
import { readTimeBand, timeBandWords } from "../value/time-band.js";
import { vocabularyReader } from "../value/vocabulary.js";
import type { IncidentDraft } from "./incident-draft.js";

type Reader<T> = (text: string) => Reading<T>;

/** Readers of the values of a landlord's files, with what they have read before. */
export interface ValueReaders {
  readonly reference: Reader<string | null>;
  readonly day: Reader<Day>;
  readonly category: Reader<string>;
  readonly timeBand: Reader<string | null>;
  readonly place: Reader<string | null>;
  readonly severity: Reader<number | null>;
  readonly complaint: Reader<string>;
}

/** @param today YYYY-MM-DD; a later day is bad. */
export function valueReaders(
  mapping: Mapping,
  nomenclature: Nomenclature,
  today: string,
): ValueReaders {
  const timeBandWord = vocabularyReader("a part of the day", mapping.timeBands, timeBandWords);
  return {
    reference: (text) => readReference(text, mapping.unusableReferences),
    day: remember((text) => {
      const reading = readDay(text);
      if (!reading.ok || reading.value.text <= today) return reading;
      return misread(`a day that is not in the future (today is ${today})`);
    }),
    category: vocabularyReader(
      "a nature of incident",
      mapping.categories,
      categoryWords(nomenclature),
    ),
    timeBand: remember((text) => readTimeBand(text, timeBandWord)),
    place: vocabularyReader("a place", mapping.places, placeWords),
    severity: remember((text) => readInteger(text, 1, 4)),
    complaint: (text) => readRecorded("complaintReference", text),
  };
}

/** Reads the rows of one file. */
export class IncidentReader {
  private readonly site: SiteReader;
  private readonly position: Readonly<Record<IncidentField, FieldPosition | undefined>>;

  constructor(
    private readonly columns: Columns,
    mapping: Mapping,
    register: SiteRegister,
    private readonly readers: ValueReaders,
    delimiter: Delimiter,
  ) {
    this.site = new SiteReader(register, mapping.site.match, columns, delimiter);
    const at = (field: IncidentField) => columns.fields.get(field);
    this.position = {
      reference: at("reference"),
      day: at("day"),
      category: at("category"),
      timeBand: at("timeBand"),
      place: at("place"),
      severity: at("severity"),
      complaint: at("complaint"),
      reporter: at("reporter"),
      staff: at("staff"),
      narrative: at("narrative"),
    };
  }

  /** Whether the row is a matter of this import: neither left out by "only" nor without values. */
  isWanted(row: CsvRow): boolean {
    const { only } = this.columns;
    if (only !== null) {
      const value = row.cell(only.cell);
      if (only.startsWith !== null && !value.startsWith(only.startsWith)) return false;
      if (only.equals !== null && value.trim() !== only.equals) return false;
    }
    // Spreadsheets end with rows of nothing but delimiters.
    return !row.isEmpty;
  }

  hasReference(row: CsvRow): boolean {
    return this.reference(row, []) !== null;
  }

  /** Of several columns each counts, that of the day by its year: numbers begin anew with it. */
  private reference(row: CsvRow, problems: RowProblem[], day: Day | null = null): string | null {
    const { reference: position, day: dayPosition } = this.position;
    if (position === undefined) return null;
    if (position.parts === null) {
      return optional(row, position, this.readers.reference, problems);
    }
    const isYear = ({ cell }: ColumnPosition) => cell === dayPosition?.cell;
    const textOf = ({ cell }: ColumnPosition) => row.cell(cell).trim();
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
    const day = required(row, position.day, readers.day, problems);
    const category = required(row, position.category, readers.category, problems);
    const timeBand = optional(row, position.timeBand, readers.timeBand, problems);
    const place = optional(row, position.place, readers.place, problems);
    const severity = optional(row, position.severity, readers.severity, problems);
    const complaint = optional(row, position.complaint, readers.complaint, problems);
    const reference = this.reference(row, problems, day);
    // Last, so that a row that is wrong otherwise makes no site.
    const site =
      problems.length === 0 || this.columns.create === null ? this.site.read(row, problems) : null;
    if (problems.length > 0 || site === null || day === null || category === null) {
      return null;
    }
    return {
      reference,
      site,
      day,
      category,
      timeBand,
      place,
      severity,
      complaint,
      reporter: textAt(row, position.reporter),
      staff: textAt(row, position.staff),
      narrative: textAt(row, position.narrative),
    };
  }
}

const together = " / ";

/** Of several columns the texts together; null where nothing stands. */
function textAt(row: CsvRow, position: FieldPosition | undefined): string | null {
  if (position === undefined) return null;
  if (position.parts === null) return row.cell(position.cell).trim() || null;
  const texts = position.parts.map(({ cell }) => row.cell(cell).trim());
  return texts.some((text) => text !== "") ? texts.join(together) : null;
}

function optional<T>(
  row: CsvRow,
  position: FieldPosition | undefined,
  reader: Reader<T | null>,
  problems: RowProblem[],
): T | null {
  if (position === undefined) return null;
  const text = textAt(row, position);
  return text === null ? null : readAt(position, text, reader, problems);
}

function required<T>(
  row: CsvRow,
  position: FieldPosition | undefined,
  reader: Reader<T>,
  problems: RowProblem[],
): T | null {
  const text = textAt(row, position);
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
  problems.push({ column: name, value: text, expected: reading.expected });
  return null;
}
