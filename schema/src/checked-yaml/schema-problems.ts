import type { z } from "zod";
import { shortMessage } from "../ground/errors.js";

/** What a schema finds wrong, at a path of the file. */
export interface SchemaProblem {
  readonly path: readonly PropertyKey[];
  /** The key that the message speaks of; null where it names its subject itself. */
  readonly subject: string | null;
  readonly message: string;
}

/** One by one what the schema found; its keys are the writer's, and as long as they like. */
export function* schemaProblems(issues: readonly z.core.$ZodIssue[]): Generator<SchemaProblem> {
  for (const issue of issues) {
    const { path, message } = issue;
    const key = path.at(-1);
    if (issue.code === "unrecognized_keys") {
      for (const unknown of issue.keys) {
        const message = `unknown key "${shortMessage(unknown)}"`;
        yield { path: [...path, unknown], subject: null, message };
      }
    } else if (issue.code === "invalid_key") {
      for (const { message } of issue.issues) yield { path, subject: null, message };
    } else if (issue.code === "invalid_union" && onlyFitting(issue.errors) !== null) {
      for (const problem of schemaProblems(onlyFitting(issue.errors) ?? [])) {
        yield { ...problem, path: [...path, ...problem.path] };
      }
    } else {
      yield { path, subject: typeof key === "string" ? shortMessage(key) : null, message };
    }
  }
}

/** The form that a value was meant in, where all others take another type altogether. */
function onlyFitting(forms: readonly (readonly z.core.$ZodIssue[])[]) {
  const fitting = forms.filter(
    (issues) => !issues.some(({ code, path }) => code === "invalid_type" && path.length === 0),
  );
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}
