import type { z } from "zod";

/** What can be read of a value that may be wrong in places: any part of it may be missing, in lists too. */
export type Legible<T> = T extends readonly (infer E)[]
  ? readonly (Legible<E> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Legible<T[K]> | undefined }
    : T;

/**
 * A value without the parts in which a schema finds something wrong, and without keys of its own that
 * are not sound. A part that is there and wrong is `undefined`; one that is not there has no key.
 *
 * @returns null where nothing is left that could be asked for keys.
 */
export function legibleIn<T>(
  raw: unknown,
  issues: readonly z.core.$ZodIssue[],
  isSound: (path: readonly PropertyKey[]) => boolean,
): Legible<T> | null {
  const value = structuredClone(raw);
  if (typeof value !== "object" || value === null) return null;
  for (const key of Object.keys(value)) if (!isSound([key])) Reflect.deleteProperty(value, key);
  for (const issue of issues) {
    const { path } = issue;
    if (issue.code === "unrecognized_keys") {
      const holder = at(value, path);
      for (const key of issue.keys) if (isRecord(holder)) Reflect.deleteProperty(holder, key);
      continue;
    }
    if (path.length === 0) return null;
    const [holder, last] = [at(value, path.slice(0, -1)), path.at(-1)];
    // Holes of a list leave its other entries their places.
    if (isRecord(holder) && last !== undefined && Object.hasOwn(holder, last)) {
      Reflect.set(holder, last, undefined);
    }
  }
  // The schema has found nothing wrong in what is left.
  return value as Legible<T>;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (holder, step) =>
      isRecord(holder) && Object.hasOwn(holder, step) ? Reflect.get(holder, step) : undefined,
    value,
  );
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
