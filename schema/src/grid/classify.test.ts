import { monthNumber, monthsBetween } from "../ground/month.js";
import { classify } from "./classify.js";
import type { Decision } from "./decision.js";
import type { Level } from "./grid.js";
import { grid1 } from "./grid-1.js";
import type { FamilyCount } from "./reasons.js";

const january = monthNumber("2025-01");
const december = january + 11;
const year = monthsBetween(january, december);

/** One incident in each of the first `months` months of the year; the rest of `total` in the first. */
function spread(family: string, total: number, months = 1): FamilyCount[] {
  return monthsBetween(january, january + months - 1).map((month, index) => ({
    month,
    family,
    incidents: index === 0 ? total - months + 1 : 1,
  }));
}

function computed(incidents: FamilyCount[], dwellings = 60): Level | null | undefined {
  return classify({ incidents, dwellings, closedMonths: year }, grid1).at(-1)?.computedLevel;
}

const organised = [
  ...spread("TRAFFICKING", 6, 6),
  ...spread("VIOLENCE", 3),
  ...spread("DAMAGE", 3),
  ...spread("OBSTRUCTION", 1),
  ...spread("THREAT", 2),
];

function without(family: string, replacement: FamilyCount[]): FamilyCount[] {
  return [...organised.filter((count) => count.family !== family), ...replacement];
}

describe("gate 4", () => {
  it("opens when each of its conditions is just met", () => {
    expect(computed(organised)).toBe(4);
    expect(computed(without("THREAT", spread("OBSTRUCTION", 2)))).toBe(4);
    expect(computed(without("OBSTRUCTION", spread("THREAT", 1)))).toBe(4);
  });

  it.each([
    ["TRAFFICKING", spread("TRAFFICKING", 60, 5)],
    ["VIOLENCE", spread("VIOLENCE", 2)],
    ["DAMAGE", spread("DAMAGE", 2)],
    ["THREAT", spread("THREAT", 1)],
    ["OBSTRUCTION", []],
  ])("stays shut one short of %s", (family, replacement) => {
    expect(computed(without(family, replacement))).toBe(3);
  });
});

describe("gate 3", () => {
  it("opens at three months of trafficking, however few the incidents", () => {
    expect(computed(spread("TRAFFICKING", 3, 3))).toBe(3);
  });

  it("stays shut at two months, however many the incidents", () => {
    expect(computed(spread("TRAFFICKING", 300, 2))).toBe(1);
  });
});

describe("gate 2", () => {
  it.each([
    ["INCIVILITY", 60, 6],
    ["DAMAGE", 60, 6],
    ["THREAT", 60, 6],
    ["INCIVILITY", 150, 6],
    ["INCIVILITY", 151, 7],
    ["DAMAGE", 175, 7],
    ["DAMAGE", 176, 8],
    ["THREAT", 1000, 40],
  ])("asks %s of %i dwellings for %i incidents", (family, dwellings, incidents) => {
    expect(computed(spread(family, incidents, 3), dwellings)).toBe(2);
    expect(computed(spread(family, incidents - 1, 3), dwellings)).toBe(1);
  });

  it("counts the three families together, in incidents and in months", () => {
    const [incivility] = spread("INCIVILITY", 2);
    const damage = { month: january + 4, family: "DAMAGE", incidents: 2 };
    const threat = { month: december, family: "THREAT", incidents: 2 };
    expect(computed([incivility as FamilyCount, damage, threat])).toBe(2);
  });

  it("asks for three distinct months", () => {
    expect(computed(spread("INCIVILITY", 60, 2))).toBe(1);
  });
});

it("opens no gate for property crime, nor for violence or obstruction alone", () => {
  expect(computed(spread("PROPERTY", 500, 12))).toBe(1);
  expect(computed(spread("VIOLENCE", 500, 12))).toBe(1);
  expect(computed(spread("OBSTRUCTION", 500, 12))).toBe(1);
});

it("looks twelve months back and no further", () => {
  const history = {
    incidents: spread("TRAFFICKING", 3, 3),
    dwellings: 60,
    closedMonths: monthsBetween(january, december + 1),
  };
  expect(classify(history, grid1).map(({ computedLevel }) => computedLevel)).toEqual([
    ...Array(9).fill(null),
    3,
    3,
    3,
    1,
  ]);
});

it("leaves out incidents of open months", () => {
  const closedMonths = year.filter((month) => month !== january + 1);
  const [entry] = classify(
    {
      incidents: spread("TRAFFICKING", 3, 3),
      dwellings: 60,
      closedMonths,
    },
    grid1,
  ).slice(-1);
  expect(entry).toMatchObject({ month: december, computedLevel: 1, closedMonths: 11 });
});

it("is undetermined with nine closed months in the window, and classified with ten", () => {
  const incidents = spread("TRAFFICKING", 9, 9);
  const nine = classify({ incidents, dwellings: 60, closedMonths: year.slice(0, 9) }, grid1);
  expect(nine).toHaveLength(9);
  expect(nine.at(-1)).toEqual({
    month: january + 8,
    status: "UNDETERMINED",
    computedLevel: null,
    heldLevel: null,
    level: null,
    since: null,
    decision: null,
    gridVersion: 1,
    closedMonths: 9,
    reasons: [],
  });
  const ten = classify({ incidents, dwellings: 60, closedMonths: year.slice(0, 10) }, grid1);
  expect(ten.at(-1)).toMatchObject({
    month: january + 9,
    status: "CLASSIFIED",
    computedLevel: 3,
    heldLevel: 3,
    level: 3,
    since: january + 9,
    closedMonths: 10,
  });
});

it("has no entry for an open month, and forgets no state over a gap", () => {
  const closedMonths = [...year, december + 2];
  const incidents = spread("TRAFFICKING", 12, 12);
  const entries = classify({ incidents, dwellings: 60, closedMonths }, grid1).slice(-2);
  expect(entries.map(({ month, level, since }) => [month, level, since])).toEqual([
    [december, 3, january + 9],
    [december + 2, 3, january + 9],
  ]);
});

it("gives each gate with its threshold and what was observed", () => {
  const incidents = [...spread("TRAFFICKING", 9, 3), ...spread("THREAT", 7, 2)];
  const [entry] = classify({ incidents, dwellings: 175, closedMonths: year }, grid1).slice(-1);
  const written = entry?.reasons.map(({ level, met, conditions }) => [
    `${level} ${met}`,
    ...conditions.map(
      ({ families, measure, observed, threshold, met: isMet }) =>
        `${measure} ${families.join("+")} ${observed}/${threshold} ${isMet}`,
    ),
  ]);
  expect(written).toEqual([
    [
      "4 false",
      "MONTHS TRAFFICKING 3/6 false",
      "INCIDENTS VIOLENCE 0/3 false",
      "INCIDENTS DAMAGE 0/3 false",
      "INCIDENTS OBSTRUCTION+THREAT 7/3 true",
    ],
    ["3 true", "MONTHS TRAFFICKING 3/3 true"],
    [
      "2 false",
      "INCIDENTS INCIVILITY+DAMAGE+THREAT 7/7 true",
      "MONTHS INCIVILITY+DAMAGE+THREAT 2/3 false",
    ],
  ]);
});

describe("a decision", () => {
  const decision: Decision = { level: 4, fromMonth: january + 10, untilMonth: december };
  const closedMonths = monthsBetween(january, december + 2);
  const incidents = spread("TRAFFICKING", 14, 12);

  function levels(decisions: readonly Decision[]) {
    return classify({ incidents, dwellings: 60, closedMonths, decisions }, grid1)
      .slice(9)
      .map(({ computedLevel, heldLevel, level, since, decision: shown }) =>
        [computedLevel, heldLevel, level, Number(since) - january, shown?.level ?? null].join(" "),
      );
  }

  it("stands beside the computed and held levels while it lasts, then expires", () => {
    expect(levels([decision])).toEqual([
      "3 3 3 9 ",
      "3 3 4 10 4",
      "3 3 4 10 4",
      "3 3 3 12 ",
      "3 3 3 12 ",
    ]);
  });

  it("keeps the stay when it confirms the held level", () => {
    expect(levels([{ ...decision, level: 3 }])).toEqual([
      "3 3 3 9 ",
      "3 3 3 9 3",
      "3 3 3 9 3",
      "3 3 3 9 ",
      "3 3 3 9 ",
    ]);
  });

  it("gives way to a later one", () => {
    const later: Decision = { level: 1, fromMonth: december, untilMonth: december + 5 };
    expect(levels([decision, later])).toEqual([
      "3 3 3 9 ",
      "3 3 4 10 4",
      "3 3 1 11 1",
      "3 3 1 11 1",
      "3 3 1 11 1",
    ]);
  });

  it("gives no level to an undetermined month", () => {
    const decisions: Decision[] = [{ level: 4, fromMonth: january, untilMonth: january + 5 }];
    const [entry] = classify({ incidents, dwellings: 60, closedMonths, decisions }, grid1);
    expect(entry).toMatchObject({ status: "UNDETERMINED", level: null, decision: null });
  });
});
