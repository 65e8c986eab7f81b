import type { Nomenclature } from "@palier/schema";
import type { DateForm } from "../date/date-form.js";
import { type Day, readDay } from "../date/day.js";
import { readTimeBand, timeBandWords } from "../date/time-band.js";
import type { Mapping } from "../mapping/mapping.js";
import { categoryReader } from "../value/category.js";
import { followUpWords, sourceWords, targetWords } from "../value/circumstances.js";
import { readDecimal, readInteger } from "../value/decimal.js";
import { placeWords } from "../value/place.js";
import { readRecorded } from "../value/plain-text.js";
import { misread, type Reading, remember } from "../value/reading.js";
import { readReference } from "../value/reference.js";
import { type CodesByWord, vocabularyReader } from "../value/vocabulary.js";

export type Reader<T> = (text: string) => Reading<T>;

/** Incidents that one row may stand for. */
export const mostOfARow = 1_000;

/** Readers of the values of a landlord's files, with what they have read before. */
export class ValueReaders {
  readonly reference: Reader<string | null>;
  readonly category: Reader<string>;
  readonly place: Reader<string | null>;
  readonly severity: Reader<number | null>;
  readonly complaint: Reader<string> = readComplaint;
  readonly target: Reader<string | null>;
  readonly source: Reader<string | null>;
  readonly followUp: Reader<string | null>;
  readonly count: Reader<number> = remember((text) => readInteger(text, 0, mostOfARow));
  private readonly timeBandWord: Reader<string | null>;
  private readonly days = new Map<DateForm, Reader<Day>>();
  private readonly timeBands = new Map<DateForm, Reader<string | null>>();

  /** @param today YYYY-MM-DD; a later day is bad. */
  constructor(
    mapping: Mapping,
    nomenclature: Nomenclature,
    private readonly today: string,
  ) {
    this.reference = (text) => readReference(text, mapping.unusableReferences);
    this.timeBandWord = givenBy(
      "timeBands",
      vocabularyReader<string | null>("a part of the day", mapping.timeBands, timeBandWords),
    );
    this.category = categoryReader(mapping.categories, nomenclature);
    const ofWords = (
      what: string,
      section: "places" | "targets" | "sources" | "followUps",
      known: CodesByWord,
    ) => givenBy(section, vocabularyReader<string | null>(what, mapping[section], known));
    this.place = ofWords("a place", "places", placeWords);
    this.target = ofWords("a target", "targets", targetWords);
    this.source = ofWords("a source", "sources", sourceWords);
    this.followUp = ofWords("a follow-up", "followUps", followUpWords);
    const severityWord = givenBy("severities", severityReader(mapping.severities));
    this.severity = remember((text) => {
      const number = readInteger(text, 1, 4);
      return number.ok ? number : severityWord(text);
    });
  }

  /** Of files whose days are written so. */
  day(form: DateForm): Reader<Day> {
    return ofForm(this.days, form, (text) => {
      const reading = readDay(text, form);
      if (!reading.ok || reading.value.text <= this.today) return reading;
      return misread(`a day that is not in the future (today is ${this.today})`);
    });
  }

  timeBand(form: DateForm): Reader<string | null> {
    return ofForm(this.timeBands, form, (text) => readTimeBand(text, this.timeBandWord, form));
  }
}

function ofForm<T>(known: Map<DateForm, Reader<T>>, form: DateForm, read: Reader<T>): Reader<T> {
  const reader = known.get(form) ?? remember(read);
  known.set(form, reader);
  return reader;
}

/** Of the landlord's own words; without any a number alone says one. */
function severityReader(words: Mapping["severities"]): Reader<number | null> {
  if (words.size > 0) return vocabularyReader("a severity", words);
  return (text) => misread("a whole number from 1 to 4", readDecimal(text).ok ? undefined : "word");
}

/** Whose refusals of a word name the section of a mapping that gives such words a meaning. */
function givenBy<T>(section: keyof Mapping, readWord: Reader<T>): Reader<T> {
  return (text) => {
    const reading = readWord(text);
    if (reading.ok || reading.unknown === undefined) return reading;
    const expected = `${reading.expected}, or a word that a mapping gives a meaning under "${section}"`;
    return { ...reading, expected };
  };
}

function readComplaint(text: string): Reading<string> {
  return readRecorded("complaintReference", text);
}
