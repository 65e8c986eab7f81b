import { Visitor } from "../visitor.js";
import { becomesWhole, eventually } from "./whole-page.js";
import { wordsOf } from "./words-of.js";

it("says a chart's values month by month, by arrow keys and under the pointer, as its table has them", async () => {
  const visitor = await Visitor.as("mairie-dammarie", { path: "/territory/77152?month=2026-08" });
  const { page } = visitor;
  await becomesWhole(visitor);
  const chart = page.locator(".trend-figure").first();
  const range = chart.getByRole("slider");
  const said = () => wordsOf(chart.locator("output"));
  expect(await said()).toMatch(/^août 2026\s: \d/);

  await range.focus();
  await page.keyboard.press("ArrowLeft");
  expect(await said()).toMatch(/^juillet 2026\s: \d/);
  expect(await range.getAttribute("aria-valuetext")).toContain("juillet 2026");
  await page.keyboard.press("Home");
  const first = await said();
  expect(first).not.toContain("2026");

  const box = await range.boundingBox();
  if (box === null) throw new Error("the chart is not drawn");
  // What follows a pointer is drawn after it has moved.
  await page.mouse.move(box.x + box.width - 3, box.y + box.height / 2);
  await eventually(async () => expect(await said()).toMatch(/^août 2026\s: \d/));
  await page.mouse.move(box.x + 3, box.y + box.height / 2);
  await eventually(async () => expect(await said()).toBe(first));
  const names = await page
    .getByRole("slider")
    .evaluateAll((sliders) => sliders.map((slider) => slider.getAttribute("aria-label")));
  expect(names.length).toBeGreaterThan(1);
  expect(new Set(names).size).toBe(names.length);
  const [, share = "?"] = first.split(/\s: /);
  await page.getByText(/^Voir le tableau des/).click();
  const month = first.split(/\s: /)[0] ?? "";
  const row = page.getByRole("row", { name: new RegExp(`^${month}`, "i") }).first();
  expect((await wordsOf(row)).replaceAll(/\s/g, "")).toContain(share.replaceAll(/\s/g, ""));
});
