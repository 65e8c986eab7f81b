import { jest } from "@jest/globals";
import { SealedValue } from "./sealed-value.js";

const leaving = { uid: "first", state: "a" };

it("opens what it has sealed, and nothing that another has, or for another purpose", async () => {
  const sealed = new SealedValue<typeof leaving>("leaving");
  const text = await sealed.seal(leaving);
  expect(await sealed.open(text)).toEqual(leaving);
  expect(text).not.toContain(Buffer.from("first").toString("base64url"));
  expect(await new SealedValue("leaving").open(text)).toBeNull();
  for (const other of [undefined, "", "forged", `${text.slice(0, -4)}AAAA`]) {
    expect(await sealed.open(other)).toBeNull();
  }
});

it("opens nothing that is older than a sign-in may be", async () => {
  jest.useFakeTimers({ now: new Date("2026-11-27T10:00:00Z"), doNotFake: ["nextTick"] });
  const sealed = new SealedValue<typeof leaving>("leaving");
  const text = await sealed.seal(leaving);
  jest.setSystemTime(new Date("2026-11-27T10:09:59Z"));
  expect(await sealed.open(text)).toEqual(leaving);
  jest.setSystemTime(new Date("2026-11-27T10:10:01Z"));
  expect(await sealed.open(text)).toBeNull();
  jest.useRealTimers();
});
