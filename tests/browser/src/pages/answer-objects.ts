import type { GraphAnswer } from "../graph-answer.js";

export type AnswerObject = Readonly<Record<string, unknown>>;

/** Every object in the data of the answers, however deep. */
export function objectsIn(answers: readonly Pick<GraphAnswer, "body">[]): readonly AnswerObject[] {
  return answers.flatMap(({ body }) => objectsOf(body.data));
}

function objectsOf(value: unknown): readonly AnswerObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsOf);
  if (typeof value !== "object" || value === null) return [];
  // No array and not null: its keys are strings.
  const object = value as AnswerObject;
  return [object, ...Object.values(object).flatMap(objectsOf)];
}

/** A site as a list names it. */
export interface ListedSite {
  readonly id: string;
  readonly name: string;
  readonly level: number | null;
  readonly commune: { readonly code: string };
}

/** Sites of the lists in the answers, each once, in the order in which they came. */
export function sitesIn(answers: readonly Pick<GraphAnswer, "body">[]): readonly ListedSite[] {
  const sites = objectsIn(answers).flatMap(({ level, node }) => {
    // The dashboard asks for these of every site that it lists.
    const site = node as Partial<ListedSite> | null | undefined;
    return level === undefined || site?.name === undefined || site.commune === undefined
      ? []
      : [{ ...site, level } as ListedSite];
  });
  return [...new Map(sites.map((site) => [site.id, site])).values()];
}
