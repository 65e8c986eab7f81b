import { read, remember } from "./reading.js";

it("reads a short text once, and keeps no long one", () => {
  const texts: string[] = [];
  const reader = remember((text) => {
    texts.push(text);
    return read(text.length);
  });
  const long = "x".repeat(1_001);
  for (const text of ["a", long, "a", long, "a"]) {
    expect(reader(text)).toEqual({ ok: true, value: text.length });
  }
  expect(texts.filter((text) => text === "a")).toHaveLength(1);
  expect(texts.filter((text) => text === long)).toHaveLength(2);
});
