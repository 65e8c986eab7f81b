import { type CsvRow, UnreadableRowError } from "../csv/csv-row.js";
import { valueRow } from "../csv/value-row.js";
import { type FlatRecord, flatRecord } from "./flat-record.js";
import { type JsonText, jsonObjects } from "./json-objects.js";

/** Different members of the objects of one file. */
const mostMembers = 1_000;

/**
 * The objects of a file as rows, the first of which names the members of all of them: an object may lack any of
 * them. The file is therefore read twice.
 *
 * @param read its text from the beginning.
 * @throws UnreadableRowError
 */
export async function* jsonRows(
  read: () => AsyncIterable<string>,
  readAgain: () => AsyncIterable<string>,
): AsyncGenerator<readonly CsvRow[]> {
  const members = await membersOf(read());
  if (members.length === 0) return;
  yield [valueRow(1, members)];
  let last = 0;
  for await (const objects of jsonObjects(readAgain())) {
    yield objects.map((object) => {
      // A line is the place of one row: of several objects on one, the others follow it.
      last = Math.max(object.line, last + 1);
      return rowOf(last, recordOf(object), members);
    });
  }
}

async function membersOf(pieces: AsyncIterable<string>): Promise<string[]> {
  const members = new Set<string>();
  for await (const objects of jsonObjects(pieces)) {
    for (const object of objects) {
      for (const member of recordOf(object).members.keys()) members.add(member);
      if (members.size > mostMembers) {
        const expected = `at most ${mostMembers} different members in the objects of a file`;
        throw new UnreadableRowError(object.line, "", expected);
      }
    }
  }
  return [...members];
}

function recordOf({ line, text }: JsonText): FlatRecord {
  try {
    return flatRecord(JSON.parse(text));
  } catch {
    throw new UnreadableRowError(line, text.slice(0, 80), "an object as JSON writes it");
  }
}

function rowOf(line: number, { members, fault }: FlatRecord, names: readonly string[]): CsvRow {
  const cells = names.map((name) => members.get(name) ?? "");
  if (fault === null) return valueRow(line, cells);
  const { member, value, expected } = fault;
  const named = { value, expected: `${expected} ("${member}")`, cell: names.indexOf(member) };
  return valueRow(line, cells, named);
}
