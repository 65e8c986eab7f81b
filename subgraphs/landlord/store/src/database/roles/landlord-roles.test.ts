import { landlordRoles } from "./landlord-roles.js";

it("names roles after the database", () => {
  expect(landlordRoles("palier_lisiere")).toEqual({
    personal: "palier_lisiere_personal",
    accessLog: "palier_lisiere_log",
    federated: "palier_lisiere_federated",
  });
});

it("keeps the roles of databases with long names apart, which PostgreSQL would cut off", () => {
  const names = ["a", "b"].map((end) => landlordRoles(`${"é".repeat(30)}${end}`).federated);
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(Buffer.byteLength(name)).toBeLessThanOrEqual(63);
});
