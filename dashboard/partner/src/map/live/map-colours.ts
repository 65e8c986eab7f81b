import type { Level } from "@palier/dashboard-ui/parts/levels";

/** The page's colours for a canvas, which knows no custom properties. */
export interface MapColours {
  readonly ink: string;
  readonly inkQuiet: string;
  readonly surface: string;
  readonly ground: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly focus: string;
  readonly accent: string;
  readonly font: string;
  level(level: Level): { readonly fill: string; readonly ink: string };
}

export function readColours(element: HTMLElement): MapColours {
  const style = getComputedStyle(element);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: value("--ink"),
    inkQuiet: value("--ink-quiet"),
    surface: value("--surface"),
    ground: value("--surface-quiet"),
    line: value("--line"),
    lineStrong: value("--line-strong"),
    focus: value("--focus"),
    accent: value("--accent"),
    font: style.fontFamily,
    level: (level) => ({
      fill: value(`--level-${level ?? 0}`),
      ink: value(`--level-${level ?? 0}-ink`),
    }),
  };
}
