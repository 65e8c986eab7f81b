import { type ConventionChange, diffConventions, type Effect, type Words } from "@palier/schema";
import { readConvention } from "@palier/service";
import { Command, Option } from "commander";
import type { CommandContext } from "../../context/command-context.js";
import { conventionFile } from "./convention-file.js";

const languages = { en: ["en"], fr: ["fr"], both: ["en", "fr"] } as const;

interface DiffOptions {
  readonly language: keyof typeof languages;
}

const explanation = `
What partners lose comes first, then what they gain, then what changes for nobody's access.

Example:
  palier convention diff convention-1.yaml convention-2.yaml --language fr`;

/** `palier convention diff`: what a new version gives and takes, in words. */
export function diffConventionsCommand({ terminal }: CommandContext): Command {
  return new Command("diff")
    .description("Say in words what each partner gains or loses by a new version.")
    .addArgument(conventionFile("old", "the version in force"))
    .addArgument(conventionFile("new", "the version to be signed"))
    .addOption(
      new Option("--language <language>", "en, fr or both")
        .choices(Object.keys(languages))
        .default("both"),
    )
    .addHelpText("after", explanation)
    .action((before: string, after: string, { language }: DiffOptions) => {
      const changes = diffConventions(readConvention(before), readConvention(after));
      terminal.line(describeChanges(changes, languages[language]));
    });
}

/** The changes under their effects, each in every language asked for. */
export function describeChanges(
  changes: readonly ConventionChange[],
  spoken: readonly (keyof Words)[],
): string {
  if (changes.length === 0) return spoken.map((language) => unchanged[language]).join("\n");
  const present = [...new Set(changes.map(({ effect }) => effect))];
  return present
    .map((effect) => {
      const own = changes.filter((change) => change.effect === effect);
      const title = spoken.map((language) => titles[effect][language]).join(" / ");
      return `${title}\n${own.map((change) => described(change, spoken)).join("\n")}`;
    })
    .join("\n\n");
}

function described(change: ConventionChange, spoken: readonly (keyof Words)[]): string {
  const [first = "", ...others] = spoken.map((language) => change[language]);
  return [`  - ${first}`, ...others.map((text) => `    ${text}`)].join("\n");
}

const unchanged: Words = {
  en: "Both say the same: they have one hash.",
  fr: "Les deux disent la même chose : leur empreinte est la même.",
};

const titles: Readonly<Record<Effect, Words>> = {
  LOSS: { en: "Lost", fr: "Ce qui est retiré" },
  GAIN: { en: "Gained", fr: "Ce qui est accordé" },
  CHANGE: { en: "Changed", fr: "Ce qui change" },
};
