import type { Page } from "playwright-core";

/** How a block of a page stands before its reader. */
export type BlockState =
  | "shown"
  | "not yours"
  /** Something is shown, and something said not to be. */
  | "in part"
  /** Numbers are a secret, some of them or all. */
  | "withheld"
  | "on purpose"
  | "complaints on purpose"
  | "not of this site"
  | "empty"
  | "failed";

/** Blocks of the French page by their heading, in no order. */
export type Blocks = Readonly<Record<string, BlockState>>;

const refusal = "La convention ne vous communique pas cette donnée.";
const secrets = [
  "ce nombre existe et n’est pas communiqué",
  "Aucun de ces nombres ne peut être communiqué",
];
const onPurpose = "Indiquer une finalité et lire les faits";
const onlyComplaints = "Seuls apparaissent les faits pour lesquels une plainte a été déposée.";

/** Every section under a heading of its own, and every fact of a site's identity. */
export async function readBlocks(page: Page): Promise<Blocks> {
  const blocks = await page.getByRole("main").evaluate((main) =>
    [...main.querySelectorAll("h2, .site-identity dt")].map((heading) => {
      const block =
        heading.tagName === "DT" ? heading.nextElementSibling : heading.closest("section");
      // A copy of an element is one.
      const content = block?.cloneNode(true) as Element | undefined;
      for (const frame of content?.querySelectorAll("h2, footer") ?? []) frame.remove();
      const textOf = (element: Element | undefined) =>
        (element?.textContent ?? "").replaceAll(/\s+/g, " ").trim();
      return {
        title: textOf(heading),
        text: textOf(content),
      };
    }),
  );
  return Object.fromEntries(blocks.map(({ title, text }) => [title, stateOf(text)]));
}

function stateOf(text: string): BlockState {
  if (text === "") return "empty";
  if (text.includes("n’a pas pu être lu")) return "failed";
  if (text === `${refusal} Pourquoi ?`) return "not yours";
  if (text.includes(refusal)) return "in part";
  if (text.includes(onPurpose)) {
    return text.includes(onlyComplaints) ? "complaints on purpose" : "on purpose";
  }
  if (text === "non communiquée pour ce site") return "not of this site";
  return secrets.some((words) => text.includes(words)) ? "withheld" : "shown";
}
