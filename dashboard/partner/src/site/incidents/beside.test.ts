import { shownBeside } from "./beside";

it("finds what is told of each incident, whatever the order, and nothing of others", () => {
  const beside = shownBeside([
    { id: "b", complaintReference: "2026/000002" },
    { id: "a", complaintReference: null },
  ]);
  const found = beside.state === "SHOWN" ? ["a", "b", "c"].map(beside.of) : [];
  expect(found.map((each) => each?.complaintReference)).toEqual([null, "2026/000002", undefined]);
});
