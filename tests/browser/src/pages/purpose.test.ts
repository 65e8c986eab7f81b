import type { Page } from "playwright-core";
import type { GraphAnswer } from "../graph-answer.js";
import { Visitor } from "../visitor.js";
import { type AnswerObject, objectsIn } from "./answer-objects.js";
import { viewAs } from "./view-as.js";
import { becomesWhole, eventually, openWhole } from "./whole-page.js";

const hardSite = "/sites/lisiere%3ALL-1098";
const otherSite = "/sites/lisiere%3ALL-1189";

it("asks for a purpose once in a session, shows it all along and sends it with incidents only", async () => {
  const visitor = await Visitor.as("police-melun", { path: hardSite });
  const { page, record } = visitor;
  await becomesWhole(visitor);
  expect(record.answers.filter(isOfIncidents)).toEqual([]);

  await statePurpose(page, "Enquête");
  await becomesWhole(visitor);
  const shownToPolice = await page.locator(".incident-table tbody tr").count();
  expect(shownToPolice).toBeGreaterThan(0);
  await marked(page, "Finalité : Enquête");

  // Other pages need none, and go on showing it.
  await page.getByRole("link", { name: "Plan d’action", exact: true }).click();
  await page.getByRole("heading", { level: 1, name: "Plan d’action" }).waitFor();
  await becomesWhole(visitor);
  await marked(page, "Finalité : Enquête");
  // Another site, in a page that is loaded anew: nothing is asked again.
  await openWhole(visitor, otherSite);
  await marked(page, "Finalité : Enquête");
  expect(await page.locator(".incident-table tbody tr").count()).toBeGreaterThan(0);
  expect(await page.locator(".purpose-ask").count()).toBe(0);

  expect(purposesOf(record.answers)).toEqual({ incidents: ["INVESTIGATION"], others: ["none"] });
  const statements = record.answers.flatMap(
    ({ requestHeaders }) => requestHeaders["palier-purpose"] ?? [],
  );
  expect(statements.length).toBeGreaterThan(1);
  expect(new Set(statements.map((each) => claimsOf(each).jti)).size).toBe(statements.length);
  expect(objectsIn(record.answers).filter((each) => "complaintReference" in each)).toEqual([]);
  const incidents = incidentsIn(record.answers);
  expect(incidents.length).toBeGreaterThan(shownToPolice);

  // Taken back: the next reading asks for it again.
  await page.getByRole("button", { name: "Ne plus indiquer de finalité" }).click();
  await page.locator(".purpose-ask").waitFor();
  await marked(page, null);

  // Whoever reads next has stated nothing.
  await statePurpose(page, "Enquête");
  await marked(page, "Finalité : Enquête");
  await viewAs(visitor, "parquet-melun", /^Parquet/);
  await page.locator(".purpose-ask").waitFor();
  await marked(page, null);
  record.clear();

  await statePurpose(page, "Poursuites", 2);
  await becomesWhole(visitor);
  const toJustice = incidentsIn(record.answers);
  const complaints = objectsIn(record.answers).filter((each) => "complaintReference" in each);
  expect(toJustice.length).toBeGreaterThan(0);
  expect(complaints.map(({ id }) => id).toSorted()).toEqual(
    toJustice.map(({ id }) => id).toSorted(),
  );
  expect(complaints.filter(({ complaintReference }) => !complaintReference)).toEqual([]);
  expect(purposesOf(record.answers)).toMatchObject({ incidents: ["PROSECUTION"] });
  expect(record.answers.filter(({ body }) => body.errors)).toEqual([]);
  expect(record.problems).toEqual([]);
});

/** @param offered how many purposes the convention lets the visitor state. */
async function statePurpose(page: Page, name: string, offered = 3): Promise<void> {
  await page.getByRole("button", { name: "Indiquer une finalité et lire les faits" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio").first().waitFor();
  expect(await dialog.getByRole("radio").count()).toBe(offered);
  await dialog.getByText(name, { exact: true }).click();
  await dialog.getByRole("button", { name: "Lire les faits" }).click();
  await page.locator(".purpose-ask").waitFor({ state: "detached" });
}

/** Waits for what the header says of the purpose; null for nothing. */
async function marked(page: Page, words: string | null): Promise<void> {
  await eventually(async () => {
    const marks = await page.locator("header .purpose-mark").allInnerTexts();
    const plain = marks.map((mark) => mark.replace("×", "").replaceAll(/\s+/g, " ").trim());
    expect(plain).toEqual(words === null ? [] : [words]);
  });
}

function isOfIncidents({ query }: GraphAnswer): boolean {
  return /\bincidents\b/.test(query);
}

/** Headers that travelled with questions of either kind, each once. */
function purposesOf(answers: readonly GraphAnswer[]) {
  const purposes = (isAbout: boolean) => [
    ...new Set(
      answers
        .filter((answer) => isOfIncidents(answer) === isAbout)
        .map(({ requestHeaders }) => purposeIn(requestHeaders["palier-purpose"]) ?? "none"),
    ),
  ];
  return { incidents: purposes(true), others: purposes(false) };
}

/** What the session has signed; each question has a statement of its own. */
function purposeIn(statement: string | undefined): unknown {
  return statement === undefined ? undefined : claimsOf(statement).purpose;
}

function claimsOf(statement: string): Readonly<Record<string, unknown>> {
  const [, payload = ""] = statement.split(".");
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

function incidentsIn(answers: readonly GraphAnswer[]): readonly AnswerObject[] {
  return objectsIn(answers).filter((each) => "timeBand" in each);
}
