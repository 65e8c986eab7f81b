import { type Classified, standingOf } from "./standing";

const computed: Classified = {
  status: "CLASSIFIED",
  level: 3,
  computedLevel: 3,
  heldLevel: 3,
  decision: null,
};

it("tells computed, held, decided and undetermined levels apart", () => {
  expect(standingOf(computed)).toBe("COMPUTED");
  expect(standingOf({ ...computed, computedLevel: 2 })).toBe("HELD");
  expect(standingOf({ ...computed, status: "UNDETERMINED", level: null })).toBe("UNDETERMINED");
});

it("calls a level decided even where the decision says what the grid says", () => {
  expect(standingOf({ ...computed, decision: {} })).toBe("DECIDED");
});
