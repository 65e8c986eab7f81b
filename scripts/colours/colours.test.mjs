import { execFileSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const dashboards = fileURLToPath(new URL("../../dashboard", import.meta.url));

/** By its name: the tokens of a scheme, each as red, green and blue. */
let schemes;
beforeAll(async () => {
  const text = await readFile(`${dashboards}/ui/src/styles/tokens.css`, "utf8");
  const [plain = "", more = ""] = text.split("@media screen and (prefers-contrast: more)");
  const [strong = ""] = more.split("@media (forced-colors");
  const plainly = { light: tokensIn(plain, 0), dark: tokensIn(plain, 1) };
  schemes = {
    ...plainly,
    "light, more contrast": { ...plainly.light, ...tokensIn(strong, 0) },
    "dark, more contrast": { ...plainly.dark, ...tokensIn(strong, 1) },
  };
});

const names = ["light", "dark", "light, more contrast", "dark, more contrast"];

describe.each(names)("%s", (name) => {
  const contrast = (one, other) => {
    const tokens = schemes[name] ?? {};
    const [darker = 0, lighter = 0] = [one, other]
      .map((token) => luminance(tokens[token] ?? [Number.NaN, 0, 0]))
      .sort((left, right) => left - right);
    return (lighter + 0.05) / (darker + 0.05);
  };
  const least = name.includes("more") ? 7 : 4.5;

  it("lets everything written be read on what it stands on", () => {
    const written = [
      ...["surface", "surface-quiet", "warning-surface", "danger-surface", "backdrop"].map(
        (ground) => ["ink", ground],
      ),
      ...["surface", "surface-quiet"].flatMap((ground) => [
        ["ink-quiet", ground],
        ["accent", ground],
        ["link", ground],
      ]),
      ["ink-quiet", "warning-surface"],
      ["accent-ink", "accent"],
      ["good-ink", "good-surface"],
      ["warning-ink", "warning-surface"],
      ["danger-line", "danger-surface"],
      ["danger-line", "surface"],
      ["invented-ink", "invented"],
      ["invented-line", "surface"],
    ];
    const poor = written.filter(([ink, ground]) => !(contrast(ink, ground) >= least));
    expect(poor).toEqual([]);
  });

  it("lets figures on levels and in cells be read, and signs and lines be seen", () => {
    const figures = [0, 1, 2, 3, 4].map((level) => [`level-${level}-ink`, `level-${level}`]);
    const cells = [
      ["ink", "count-1"],
      ["ink", "count-2"],
      ["count-3-ink", "count-3"],
    ];
    const poor = [...figures, ...cells].filter(([ink, on]) => !(contrast(ink, on) >= 4.5));
    const lines = ["good-line", "warning-line", "ink-quiet"].map((line) => ["sign-ink", line]);
    const edges = ["line-strong", "focus", "accent"].map((line) => [line, "surface"]);
    const faint = [...lines, ...edges].filter(([one, on]) => !(contrast(one, on) >= 3));
    expect([...poor, ...faint]).toEqual([]);
  });

  it("leaves the surface from level to level, for the colour-blind and in grey too", () => {
    const away = [1, 2, 3, 4].map((level) => contrast(`level-${level}`, "surface"));
    const steps = away.slice(1).map((far, index) => far / (away[index] ?? Number.NaN));
    expect(Math.min(...steps)).toBeGreaterThan(1.35);
    const shades = [1, 2, 3].map((count) => contrast(`count-${count}`, "surface"));
    expect(shades).toEqual([...shades].sort((left, right) => left - right));
  });
});

it("gives every colour twice, and no other file has one", async () => {
  expect(Object.keys(schemes.light ?? {})).toEqual(Object.keys(schemes.dark ?? {}));
  const files = execFileSync("git", ["ls-files", "*.css", "*.ts", "*.tsx"], {
    cwd: dashboards,
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => file !== "" && !/tokens\.css$|\.test\.tsx?$/.test(file));
  expect(files.length).toBeGreaterThan(100);
  const found = [];
  for (const file of files) {
    const source = await readFile(`${dashboards}/${file}`, "utf8");
    found.push(...coloursIn(source).map((colour) => `${file}: ${colour}`));
  }
  expect(found).toEqual([]);
  expect(coloursIn("a { color: #16202c; background: rgb(0 0 0 / 5%); fill: white; }")).toHaveLength(
    3,
  );
});

/** What names a colour by itself: in a style sheet also by a word, after a property that takes one. */
function coloursIn(source) {
  const text = source.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  const written =
    /["\s(:,]#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})\b|\b(?:rgba?|hsla?|oklch|lab)\(\d/gi;
  const named =
    /\b(?:color|background|fill|stroke|border(?:-\w+)*)\s*:[^;{}]*\b(?:white|black|gr[ae]y|red|green|blue)\b/g;
  return [...(text.match(written) ?? []), ...(text.match(named) ?? [])];
}

function tokensIn(css, scheme) {
  const declared = [...css.matchAll(/--([\w-]+):\s*([^;]+);/g)];
  return Object.fromEntries(
    declared.flatMap(([, name = "", value = ""]) => {
      const both = /^light-dark\((.+)\)$/s.exec(value)?.[1]?.split(/,\s*/);
      const hex = (both?.[scheme] ?? value).trim();
      return hex.startsWith("#") ? [[name, colourOf(hex)]] : [];
    }),
  );
}

function colourOf(hex) {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((digit) => digit + digit) : null;
  const [red = "", green = "", blue = ""] = digits ?? hex.slice(1).match(/../g) ?? [];
  return [Number.parseInt(red, 16), Number.parseInt(green, 16), Number.parseInt(blue, 16)];
}

/** Relative luminance, as the Web Content Accessibility Guidelines define it. */
function luminance(colour) {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
