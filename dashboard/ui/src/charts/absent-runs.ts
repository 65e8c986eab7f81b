interface Point {
  readonly share: number | null;
  readonly absence: string;
}

export interface AbsentRun<P> {
  readonly from: P;
  readonly to: P;
  readonly absence: string;
}

/** Points without a share that follow each other for the same reason, together. */
export function absentRuns<P extends Point>(points: readonly P[]): AbsentRun<P>[] {
  const runs: AbsentRun<P>[] = [];
  points.forEach((point, index) => {
    if (point.share !== null) return;
    const before = points[index - 1];
    const last = runs.at(-1);
    if (last !== undefined && before?.share === null && last.absence === point.absence) {
      runs[runs.length - 1] = { ...last, to: point };
    } else {
      runs.push({ from: point, to: point, absence: point.absence });
    }
  });
  return runs;
}
