import { cells, type KindVisibility, type Policy } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { rowConditions } from "./row-conditions.js";
import { gatewayFor } from "./viewer.fixture.js";
import { ViewerScope } from "./viewer-scope.js";

const viewer = gatewayFor("POLICE", ["247"]);
const scope = new ViewerScope(exampleConvention, viewer.scope);

it.each(["denied", "granted-to-all", "constructor", ""])(
  "shows nothing under the value %j in every cell",
  (value) => {
    // A node may meet the value of a later convention, which no type of this version has.
    const visibility = Object.fromEntries(
      cells.map((cell) => [cell, value]),
    ) as unknown as KindVisibility;
    const policy: Policy = { kind: "POLICE", visibility, purposes: [], access: new Map() };
    const asked = { viewer, scope, isPaused: false, policy, granted: visibility };
    expect(rowConditions(asked)).toEqual({
      scope,
      hasSites: true,
      address: "NONE",
      incidents: "NONE",
      showsComplaintReference: false,
      showsCircumstances: false,
      counts: "NONE",
      reasons: "NONE",
      contributions: "WITHHELD",
      countContributions: "WITHHELD",
      areCountsExact: false,
      pages: "WITHHELD",
      actionPages: "WITHHELD",
      accessCounts: "WITHHELD",
    });
  },
);

it("holds a territory of the viewer's, and one that lies whole within their communes", () => {
  const holds = (codes: readonly string[], code: string, communes: readonly string[]) =>
    new ViewerScope(exampleConvention, codes).holdsTerritory({ code, communes });
  expect(holds(["QP-1"], "QP-1", ["10001", "10002"])).toBe(true);
  expect(holds(["247"], "10001", ["10001"])).toBe(true);
  expect(holds(["10001", "10002"], "247", ["10001", "10002"])).toBe(true);
  expect(holds(["10001"], "247", ["10001", "10002"])).toBe(false);
  expect(holds(["QP-1"], "10001", ["10001"])).toBe(false);
  expect(holds(["247"], "QP-2", [])).toBe(false);
  expect(holds([], "247", ["10001"])).toBe(false);
});

it("looks at each commune of a territory once, however often it is asked for", () => {
  const communes = Array.from({ length: 1_000 }, (_, index) => String(20_000 + index));
  const [territory] = exampleConvention.territories;
  if (territory === undefined) throw new Error("the example convention has no territory");
  const region = { ...territory, kind: "INTERCOMMUNALITY", code: "R", communes } as const;
  const wide = new ViewerScope({ territories: [region] }, ["R"]);
  let looks = 0;
  const department = {
    code: "D",
    communes: new Proxy(communes, {
      get: (list, name, receiver) => {
        if (typeof name === "string" && /^\d+$/.test(name)) looks += 1;
        return Reflect.get(list, name, receiver);
      },
    }),
  };
  const answers = Array.from({ length: 1_000 }, () => wide.holdsTerritory(department));
  expect(new Set(answers)).toEqual(new Set([true]));
  expect(looks).toBe(communes.length);
});
