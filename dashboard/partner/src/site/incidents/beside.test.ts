import { type PageOf, shownBeside } from "./beside";

interface Complaint {
  readonly id: string;
  readonly complaintReference: string | null;
}

const pageInfo = { hasNextPage: false, endCursor: null };
const page: PageOf<Complaint> = {
  site: {
    incidents: {
      edges: [
        { node: { id: "b", complaintReference: "2026/000002" } },
        { node: null },
        { node: { id: "a", complaintReference: null } },
      ],
      pageInfo,
    },
  },
};

function complaintsIn(pages: readonly PageOf<Complaint>[]) {
  const beside = shownBeside(pages);
  return beside.state === "SHOWN" ? ["a", "b", "c"].map(beside.of) : [];
}

it("finds what is told of each incident, whatever the order, and nothing of others", () => {
  expect(complaintsIn([page]).map((each) => each?.complaintReference)).toEqual([
    null,
    "2026/000002",
    undefined,
  ]);
});

it.each([
  ["no page", [{ site: null }], []],
  ["no list", [{ site: { incidents: null } }], []],
  ["the first page alone", [page, { site: null }], ["a", "b"]],
])("tells what is unread from what is not recorded, where %s was read", (_what, pages, read) => {
  expect(complaintsIn(pages).flatMap((each) => (each === null ? [] : [each.id]))).toEqual(read);
});
