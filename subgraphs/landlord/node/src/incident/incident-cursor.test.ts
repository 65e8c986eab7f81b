import { jest } from "@jest/globals";
import fc from "fast-check";
import { cursorLength, incidentCursor, parseIncidentCursor } from "./incident-cursor.js";

const position = { day: "2026-10-31", id: "0b2f7c1e-55aa-4c3d-9e01-7f4a2b6c8d10" };

it("carries a position there and back", () => {
  expect(parseIncidentCursor(incidentCursor(position))).toEqual(position);
});

it("answers null for a cursor it did not write", () => {
  fc.assert(fc.property(fc.string(), (text) => parseIncidentCursor(text) === null));
  for (const wrong of [{ day: "2026-02-30" }, { day: "0000-01-01" }, { id: "x" }]) {
    expect(parseIncidentCursor(incidentCursor({ ...position, ...wrong }))).toBeNull();
  }
});

it("decodes nothing that is longer than a cursor", () => {
  const cursor = incidentCursor(position);
  expect(cursor).toHaveLength(cursorLength);
  const decode = jest.spyOn(Buffer, "from");
  // Base64 ignores both, so that the decoded text would be the cursor's.
  for (const tail of ["=", " ".repeat(10_000_000)]) {
    expect(parseIncidentCursor(cursor + tail)).toBeNull();
  }
  expect(decode).not.toHaveBeenCalled();
  expect(parseIncidentCursor(cursor)).toEqual(position);
  expect(decode).toHaveBeenCalledTimes(1);
  decode.mockRestore();
});
