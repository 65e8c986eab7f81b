import type { MonthNumber } from "@palier/schema";
import type { DateForm } from "../date/date-form.js";
import type { IncidentReader } from "../incident/incident-reader.js";
import { shown } from "../value/shown.js";
import type { PendingRow } from "./file-chunk.js";
import type { RowOutcome } from "./incident-loader.js";

/** Ways of writing a day that are told of a file. */
const mostShapes = 20;

/** Characters by which one is told from another. */
const longestShape = 40;

/** What became of the incidents of a month. */
export interface MonthTrial {
  readonly month: MonthNumber;
  added: number;
  known: number;
  corrected: number;
  withdrawn: number;
  /** Of a time that is purged. */
  purged: number;
  rejected: number;
}

/** How a file writes its days. */
export interface DateTrial {
  readonly file: string;
  /** How all of them were read; null: each begins with its year. */
  readonly form: DateForm | null;
  /** YYYY-MM-DD, of those that could be read; null: none could. */
  readonly first: string | null;
  readonly last: string | null;
  /** Each way of writing them with the first day written so, the most frequent first. */
  readonly shapes: readonly { readonly example: string; readonly rows: number }[];
  /** Rows without a day, and those of further ways. */
  readonly otherRows: number;
}

interface FileDates {
  form: DateForm | null;
  first: string | null;
  last: string | null;
  readonly shapes: Map<string, { readonly example: string; rows: number }>;
  otherRows: number;
}

/** Notes what an import does row by row, where its outcome is all that is asked for. */
export class TrialSurvey {
  private readonly byMonth = new Map<MonthNumber, MonthTrial>();
  private readonly byFile = new Map<string, FileDates>();
  /** Wrong rows of which no day is known. */
  rejectedWithoutDay = 0;

  get months(): MonthTrial[] {
    return [...this.byMonth.values()].sort((one, other) => one.month - other.month);
  }

  get dates(): DateTrial[] {
    return [...this.byFile].map(([file, { shapes, ...dates }]) => {
      return { file, ...dates, shapes: [...shapes.values()].sort((a, b) => b.rows - a.rows) };
    });
  }

  noteForm(file: string, form: DateForm): void {
    this.datesOf(file).form = form;
  }

  /** A row, once however many incidents it stands for. */
  noteRow(file: string, reader: IncidentReader, pending: PendingRow): void {
    const dates = this.datesOf(file);
    this.noteShape(dates, reader.dayText(pending.row));
    const day = "draft" in pending ? pending.draft.day : reader.dayOf(pending.row);
    if (day === null) {
      this.rejectedWithoutDay += 1;
      return;
    }
    const { text, month } = day;
    if (dates.first === null || text < dates.first) dates.first = text;
    if (dates.last === null || text > dates.last) dates.last = text;
    if ("problems" in pending) this.trialOf(month).rejected += 1;
  }

  noteIncident(month: MonthNumber, outcome: RowOutcome): void {
    const of = this.trialOf(month);
    if (typeof outcome !== "string") of.rejected += 1;
    else if (outcome === "loaded") of.added += 1;
    else if (outcome === "known" || outcome === "known otherwise") of.known += 1;
    else if (outcome !== "awaited") of[outcome] += 1;
  }

  private trialOf(month: MonthNumber): MonthTrial {
    const known = this.byMonth.get(month);
    const none = { added: 0, known: 0, corrected: 0, withdrawn: 0, purged: 0, rejected: 0 };
    const of = known ?? { month, ...none };
    this.byMonth.set(month, of);
    return of;
  }

  private noteShape(dates: FileDates, text: string | null): void {
    if (text === null) {
      dates.otherRows += 1;
      return;
    }
    const shape = text.slice(0, longestShape).replaceAll(/\d/g, "9");
    const known = dates.shapes.get(shape);
    if (known !== undefined) known.rows += 1;
    else if (dates.shapes.size >= mostShapes) dates.otherRows += 1;
    else dates.shapes.set(shape, { example: shown(text), rows: 1 });
  }

  private datesOf(file: string): FileDates {
    const known = this.byFile.get(file);
    if (known !== undefined) return known;
    const dates = { form: null, first: null, last: null, shapes: new Map(), otherRows: 0 };
    this.byFile.set(file, dates);
    return dates;
  }
}
