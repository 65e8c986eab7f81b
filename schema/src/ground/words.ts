/** The same in the two languages of names, of refusals, of comparisons and of the annex. */
export interface Words {
  readonly en: string;
  readonly fr: string;
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
