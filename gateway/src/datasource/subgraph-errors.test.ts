import { failureError } from "./subgraph-errors.js";

it("tells a landlord that does not serve under the convention from a service of ours that lags", () => {
  const landlord = failureError({ name: "lisiere", isLandlord: true }, "NOT_IN_FORCE");
  expect([landlord.message, landlord.extensions?.code]).toEqual([
    "The landlord lisiere does not serve under this convention",
    "LANDLORD_UNAVAILABLE",
  ]);
  const ours = failureError({ name: "classification", isLandlord: false }, "NOT_IN_FORCE");
  expect([ours.message, ours.extensions?.code]).toEqual([
    "No answer can be given just now. Try again in a moment.",
    "UNAVAILABLE",
  ]);
});
