import { type AnsweredClassification, historyPoints } from "./history-points";

function classification(
  month: string,
  level: number,
  decided: number | null = null,
): AnsweredClassification {
  return {
    month,
    status: "CLASSIFIED",
    level: decided ?? level,
    computedLevel: level,
    heldLevel: level,
    decision: decided === null ? null : { level: decided },
  };
}

it("tells a decided month, an undetermined one and one that is not published apart", () => {
  const undetermined = {
    month: "2026-03",
    status: "UNDETERMINED",
    level: null,
    computedLevel: null,
    heldLevel: null,
    decision: null,
  } as const;
  const months = ["2026-01", "2026-02", "2026-03", "2026-04"];
  const history = [classification("2026-02", 2, 3), undetermined, classification("2026-01", 2)];
  expect(historyPoints(history, months)).toEqual([
    { month: "2026-01", state: "CLASSIFIED", level: 2, computedLevel: 2, decidedLevel: null },
    { month: "2026-02", state: "CLASSIFIED", level: 3, computedLevel: 2, decidedLevel: 3 },
    {
      month: "2026-03",
      state: "UNDETERMINED",
      level: null,
      computedLevel: null,
      decidedLevel: null,
    },
    {
      month: "2026-04",
      state: "NOT_PUBLISHED",
      level: null,
      computedLevel: null,
      decidedLevel: null,
    },
  ]);
});
