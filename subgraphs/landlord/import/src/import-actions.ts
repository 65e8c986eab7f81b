import {
  type ActionFacts,
  type ActionSettings,
  type ActionsSummary,
  recordActions,
} from "@palier/landlord-store";
import type { DataSource } from "typeorm";
import { bindActionColumns, readAction } from "./actions/action-file.js";
import { BadRowList, ImportRefusedError, type RowProblem } from "./report/bad-row.js";
import { shapeProblem } from "./report/row-shape.js";
import { asItIs, readRows, UnusableFileError } from "./source/source-rows.js";

/** A plan is read by people. */
const mostRows = 5_000;

/**
 * Puts the actions of a file into the landlord's plan. One that is there already, with the same
 * title, axis and sites, is changed where the rest differs; one that the file does not name stays.
 *
 * @throws ImportRefusedError that lists what is wrong in the file; nothing is changed then.
 * @throws BadUserInputError naming sites and partners that are not known.
 */
export async function importActions(
  store: DataSource,
  path: string,
  settings: ActionSettings,
): Promise<ActionsSummary> {
  const badRows = new BadRowList();
  const actions: ActionFacts[] = [];
  try {
    for await (const { header, rows } of readRows(path, asItIs)) {
      const headerProblems: RowProblem[] = [];
      const positions = bindActionColumns(header.cells, headerProblems);
      if (headerProblems.length > 0) throw new UnusableFileError(1, headerProblems);
      for (const row of rows.filter(({ cells }) => cells.some((cell) => cell !== ""))) {
        const shape = shapeProblem(row, header.cells);
        const problems = shape === null ? [] : [shape];
        const action = shape === null ? readAction(row, positions, problems) : null;
        if (action !== null) actions.push(action);
        else badRows.addRow(path, row.line, problems);
        if (actions.length > mostRows) {
          const expected = `at most ${mostRows} actions in a file`;
          throw new UnusableFileError(row.line, [{ column: "", value: "", expected }]);
        }
      }
    }
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    badRows.addUnusableFile(path, error.line, error.problems);
  }
  if (!badRows.isEmpty) throw new ImportRefusedError(badRows, false);
  return recordActions(store, actions, settings);
}
