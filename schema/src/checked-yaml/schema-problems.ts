import type { z } from "zod";
import { editDistance } from "../ground/edit-distance.js";
import { shortMessage } from "../ground/errors.js";

/** What a schema finds wrong, at a path of the file. */
export interface SchemaProblem {
  readonly path: readonly PropertyKey[];
  /** The key that the message speaks of; null where it names its subject itself. */
  readonly subject: string | null;
  readonly message: string;
}

/** One by one what the schema found; its keys are the writer's, and as long as they like. */
export function* schemaProblems(
  issues: readonly z.core.$ZodIssue[],
  schema: z.core.$ZodType,
): Generator<SchemaProblem> {
  for (const issue of issues) {
    const { path, message } = issue;
    const key = path.at(-1);
    if (issue.code === "unrecognized_keys") {
      const known = keysAt(schema, path);
      for (const unknown of issue.keys) {
        const meant = nearestKey(unknown, known);
        const advice = meant === null ? "" : `; did you mean "${meant}"?`;
        const message = `unknown key "${shortMessage(unknown)}"${advice}`;
        yield { path: [...path, unknown], subject: null, message };
      }
    } else if (issue.code === "invalid_key") {
      for (const { message } of issue.issues) yield { path, subject: null, message };
    } else if (issue.code === "invalid_union" && onlyFitting(issue.errors) !== null) {
      for (const problem of schemaProblems(onlyFitting(issue.errors) ?? [], schema)) {
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

/** Letters by which a key may be misspelt. */
const mostMisspelt = 2;

function nearestKey(unknown: string, known: readonly string[]): string | null {
  if (unknown.length > 60) return null;
  const near = known
    .map((key) => ({ key, distance: editDistance(unknown, key, mostMisspelt) }))
    .filter(({ key, distance }) => {
      // Of texts of other lengths the distance is only known to be greater.
      const isAsLong = Math.abs(key.length - unknown.length) <= mostMisspelt;
      return isAsLong && distance <= mostMisspelt;
    })
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.key ?? null;
}

/** The keys that a schema knows at a path; none where it does not say. */
function keysAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  let found: z.core.$ZodType | undefined = schema;
  for (const step of path) found = found && childAt(bare(found), step);
  const { def } = (found && bare(found))?._zod ?? {};
  return def !== undefined && isObject(def) ? Object.keys(def.shape) : [];
}

function childAt({ _zod: { def } }: z.core.$ZodType, step: PropertyKey) {
  if (isObject(def)) return def.shape[String(step)];
  return def.type === "array" ? (def as z.core.$ZodArrayDef).element : undefined;
}

function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  return def.type === "optional" ? bare((def as z.core.$ZodOptionalDef).innerType) : schema;
}

function isObject(def: z.core.$ZodTypeDef): def is z.core.$ZodObjectDef {
  return def.type === "object";
}
