import { canonicalJson } from "./canonical-json.js";

it("writes a value in the one spelling of RFC 8785", () => {
  expect(canonicalJson({ b: [1e21, 0.1, "é\u0001"], a: null, B: { z: 1, y: true } })).toBe(
    '{"B":{"y":true,"z":1},"a":null,"b":[1e+21,0.1,"é\\u0001"]}',
  );
});

it.each([
  ["an infinite number", { rows: Number.POSITIVE_INFINITY }],
  ["nothing", undefined],
])("refuses %s", (_, value) => {
  expect(() => canonicalJson(value)).toThrow(Error);
});
