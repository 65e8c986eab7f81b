import { SubgraphFailure } from "../connection/subgraph-failure.js";
import { failureError, readErrors } from "./subgraph-errors.js";

it("tells a landlord that does not serve under the convention from a service of ours that lags", () => {
  const landlord = failureError({ name: "lisiere", isLandlord: true }, "NOT_IN_FORCE");
  expect(landlord).toEqual({
    message: "The landlord lisiere does not serve under this convention",
    extensions: {
      code: "LANDLORD_UNAVAILABLE",
      landlord: "lisiere",
      fr: "Le bailleur lisiere ne sert pas sous cette convention",
    },
  });
  const ours = failureError({ name: "classification", isLandlord: false }, "NOT_IN_FORCE");
  expect([ours.message, ours.extensions?.code]).toEqual([
    "No answer can be given just now. Try again in a moment.",
    "UNAVAILABLE",
  ]);
});

describe("the errors of an answer", () => {
  const many = (count: number) => Array.from({ length: count }, () => ({ message: "m" }));

  it("are read as long as an honest answer can have so many", () => {
    expect(readErrors(many(10_000))).toHaveLength(10_000);
    expect(() => readErrors(many(10_001))).toThrow(SubgraphFailure);
  });

  it("have paths no longer than an answer is deep", () => {
    const [error] = readErrors([{ message: "m", path: Array.from({ length: 1_000 }, () => 1) }]);
    expect(error?.path).toHaveLength(32);
  });
});
