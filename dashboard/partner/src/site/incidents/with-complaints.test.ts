import { withComplaints } from "./with-complaints";

it("puts each reference beside its own incident, whatever the order", () => {
  const complaints = [
    { id: "b", complaintReference: "2026/000002" },
    { id: "a", complaintReference: null },
  ];
  expect(withComplaints([{ id: "a" }, { id: "b" }, { id: "c" }], complaints)).toEqual([
    { id: "a", complaintReference: null },
    { id: "b", complaintReference: "2026/000002" },
    { id: "c", complaintReference: null },
  ]);
});
