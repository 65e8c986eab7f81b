import type { Level } from "@palier/dashboard-ui/parts/levels";
import type { LevelCount } from "./site-marks";

/** What a canvas and an SVG drawing write for the sites of one commune; units are pixels. */
export interface CardLayout {
  readonly width: number;
  readonly height: number;
  readonly name: Line;
  readonly entries: readonly Entry[];
}

/** Text from its left end and middle, from the card's upper left corner. */
interface Line {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** A level's mark, smaller by `entryScale`, and the number of its sites. */
export interface Entry {
  readonly level: Level;
  readonly mark: { readonly x: number; readonly y: number };
  readonly count: Line;
}

/** Several marks as one: a ring, the number of sites, and the highest level at its edge. */
export const groupShape = {
  radius: 15,
  ring: 5,
  /** Where the small mark of the highest level stands, from the middle. */
  badge: { x: 14, y: -13, scale: 0.72 },
  textSize: 13,
  /** The farthest that anything goes from the middle. */
  reach: 26,
} as const;

export const cardText = { nameSize: 11.5, countSize: 12 } as const;
export const entryScale = 0.68;

const padding = 6;
const nameHeight = 15;
const rowHeight = 20;
const markWidth = 22;
const gap = 8;

/** The name above, the levels below, in two columns where they are more than two. */
export function cardLayout(name: string, counts: readonly LevelCount[]): CardLayout {
  const columns = counts.length > 2 ? 2 : Math.max(counts.length, 1);
  const rows = Math.ceil(counts.length / columns);
  const digits = Math.max(...counts.map(({ sites }) => String(sites).length), 1);
  const cell = markWidth + digits * 8;
  const entriesWidth = columns * cell + (columns - 1) * gap;
  const nameWidth = widthOfText(name, cardText.nameSize, true);
  const width = Math.ceil(Math.max(entriesWidth, nameWidth)) + 2 * padding;
  const left = (width - entriesWidth) / 2;
  return {
    width,
    height: padding * 1.5 + nameHeight + rows * rowHeight,
    name: { text: name, x: (width - nameWidth) / 2, y: padding / 2 + nameHeight / 2 },
    entries: counts.map(({ level, sites }, index) => {
      const x = left + (index % columns) * (cell + gap);
      const y = padding + nameHeight + (Math.floor(index / columns) + 0.5) * rowHeight;
      return {
        level,
        mark: { x: x + markWidth / 2 - 1, y },
        count: { text: String(sites), x: x + markWidth, y },
      };
    }),
  };
}

/** On the safe side for fonts that a browser may have, and the same in all of them. */
export function widthOfText(text: string, size: number, isBold = false): number {
  return text.length * size * (isBold ? 0.7 : 0.6);
}
