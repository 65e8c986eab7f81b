/** Says how far a step is, e.g. "12,000 rows". */
export type ShowProgress = (detail: string) => void;

/** Where the platform says what it does. */
export interface Reporter {
  line(text: string): void;
  /** Shows what is being done while it is done. */
  step<Result>(title: string, work: (show: ShowProgress) => Promise<Result>): Promise<Result>;
}
