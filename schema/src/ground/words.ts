/** The same in the two languages of refusals, of comparisons and of the annex. */
export interface Words {
  readonly english: string;
  readonly french: string;
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
