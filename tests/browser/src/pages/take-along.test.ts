import { readFile } from "node:fs/promises";
import { fetchPatiently, inTurn } from "@palier/test-support";
import { Visitor } from "../visitor.js";
import { openWhole } from "./whole-page.js";

const agglomeration = "247700057";

const files = [
  { page: "territory", button: "Niveaux (CSV)", file: "levels.csv" },
  { page: "map", button: "Sites (CSV)", file: "sites.csv" },
  { page: "map", button: "Sites (GeoJSON)", file: "sites.geojson" },
  { page: "actions", button: "Actions (CSV)", file: "actions.csv" },
] as const;

it.each(inTurn(["coordination", "police-melun", "bailleur-lisiere"], 3))(
  "hands %s each file that a page offers, as the gateway gives it to them, and no other",
  async (account) => {
    const visitor = await Visitor.as(account, { path: "/rights" });
    for (const { page, button, file } of files) {
      await openWhole(visitor, `/${page}/${agglomeration}`);
      const offered = visitor.page.getByRole("button", { name: button });
      if ((await offered.count()) === 0) {
        expect(await visitor.page.getByRole("main").textContent()).toContain(
          "La convention ne vous communique pas cette donnée.",
        );
        continue;
      }
      const coming = visitor.page.waitForEvent("download");
      await offered.click();
      const download = await coming;
      expect(download.suggestedFilename()).toMatch(
        new RegExp(`^palier-${file.replace(".", `-${agglomeration}-[0-9-]+-.+\\.`)}$`),
      );
      const kept = await readFile(await download.path(), "utf8");
      expect(untimed(kept)).toBe(untimed(await givenTo(visitor, file)));
      await visitor.page.getByText(`: ${download.suggestedFilename()}`).waitFor();
    }
    await visitor.record.settled();
    expect(visitor.record.problems).toEqual([]);
  },
);

/** The same question past the page. */
async function givenTo(visitor: Visitor, file: string): Promise<string> {
  const session = await visitor.session();
  const asked = new URL(`/exports/${file}`, visitor.origin);
  asked.searchParams.set("territory", agglomeration);
  if (file.endsWith(".csv")) {
    asked.searchParams.set("notice", "lines");
    asked.searchParams.set("format", "fr");
  }
  const authorization = `Bearer ${session?.accessToken ?? ""}`;
  const response = await fetchPatiently(asked, { headers: { authorization } });
  expect(response.status).toBe(200);
  // `text()` would drop the byte order mark.
  return Buffer.from(await response.arrayBuffer()).toString("utf8");
}

/** A file says when it was made. */
function untimed(file: string): string {
  return file.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, "");
}
