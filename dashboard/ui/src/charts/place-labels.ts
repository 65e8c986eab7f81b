/** A text below a bar, centred where it would best stand. */
export interface BarLabel {
  readonly centre: number;
  readonly width: number;
}

/**
 * Centres of labels in one row, moved as little as it takes for none to overlap or to leave the row;
 * where they do not all fit, the first ones still do.
 *
 * @param labels From left to right.
 */
export function placeLabels(labels: readonly BarLabel[], rowWidth: number, gap = 8): number[] {
  const starts: number[] = [];
  for (const { centre, width } of labels) {
    const previous = starts.length - 1;
    const free = previous < 0 ? 0 : (starts[previous] ?? 0) + (labels[previous]?.width ?? 0) + gap;
    starts.push(Math.max(centre - width / 2, free));
  }
  let limit = rowWidth;
  for (let index = labels.length - 1; index >= 0; index -= 1) {
    const width = labels[index]?.width ?? 0;
    const start = Math.min(starts[index] ?? 0, limit - width);
    starts[index] = Math.max(start, 0);
    limit = start - gap;
  }
  return labels.map(({ width }, index) => (starts[index] ?? 0) + width / 2);
}

/** Pixels that a text takes, a little more rather than less: there is no measuring before drawing. */
export function textWidth(text: string, fontSizePx: number): number {
  return text.length * fontSizePx * 0.58;
}
