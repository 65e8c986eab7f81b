import type { Level } from "@palier/dashboard-ui/parts/levels";

/** The page's colours for a canvas, which knows no custom properties. */
export interface MapColours {
  readonly ink: string;
  readonly inkQuiet: string;
  readonly surface: string;
  readonly ground: string;
  readonly backdrop: string;
  readonly line: string;
  readonly lineStrong: string;
  readonly focus: string;
  readonly accent: string;
  readonly font: string;
  readonly isDark: boolean;
  level(level: Level): { readonly fill: string; readonly ink: string };
}

/** Those that are in force at the element: it is given one more for a moment, whose colour the browser works out. */
export function readColours(element: HTMLElement): MapColours {
  const probe = element.appendChild(document.createElement("span"));
  const value = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const levels = [0, 1, 2, 3, 4].map((level) => ({
    fill: value(`--level-${level}`),
    ink: value(`--level-${level}-ink`),
  }));
  const colours = {
    ink: value("--ink"),
    inkQuiet: value("--ink-quiet"),
    surface: value("--surface"),
    ground: value("--surface-quiet"),
    backdrop: value("--backdrop"),
    line: value("--line"),
    lineStrong: value("--line-strong"),
    focus: value("--focus"),
    accent: value("--accent"),
    font: getComputedStyle(element).fontFamily,
  };
  const isDark = brightness(colours.surface) < brightness(colours.ink);
  const [undetermined = { fill: colours.surface, ink: colours.ink }] = levels;
  probe.remove();
  return { ...colours, isDark, level: (level) => levels[level ?? 0] ?? undetermined };
}

/** @param colour as browsers tell a computed one: `rgb(22, 32, 44)`. */
function brightness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+(?:\.\d+)?/g) ?? []).map(Number);
  return red + green + blue;
}
