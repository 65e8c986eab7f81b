import { type DatedAction, inOrder } from "./action-order";

const day = "2026-11-15";

function action(axis: number, status: DatedAction["status"], dueDate: string | null): DatedAction {
  return { axis, status, dueDate };
}

it("puts late ones first, then goes by axis, open ones before done ones, undated ones last", () => {
  const late = action(4, "IN_PROGRESS", "2026-10-01");
  const done = action(1, "DONE", "2026-01-01");
  const open = action(1, "PLANNED", "2027-01-01");
  const undated = action(1, "PLANNED", null);
  const third = action(3, "PLANNED", "2026-12-01");
  expect(inOrder([done, third, undated, open, late], day)).toEqual([
    late,
    open,
    undated,
    done,
    third,
  ]);
});
