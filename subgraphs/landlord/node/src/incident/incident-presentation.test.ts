import { nomenclature1 } from "@palier/schema";
import { toIncidentConnection } from "./incident-presentation.js";

const row = {
  id: "0b2f7c1e-55aa-4c3d-9e01-7f4a2b6c8d10",
  day: "2026-10-31",
  category: "OF_ANOTHER_VERSION",
  timeBand: "toString",
  place: null,
  severity: null,
  complaintReference: null,
  target: null,
  followUp: null,
};

it("shows the code alone of what the contract has no name for", () => {
  const { edges } = toIncidentConnection([row], 1, false, nomenclature1);
  expect(edges[0]?.node).toMatchObject({
    category: { code: "OF_ANOTHER_VERSION", family: null, names: null },
    timeBand: null,
  });
});

it("leaves out the incident that only tells that more follow", () => {
  const { edges, pageInfo } = toIncidentConnection([row, row], 1, true, nomenclature1);
  expect(edges).toHaveLength(1);
  expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
});
