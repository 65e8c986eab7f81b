import { EventEmitter } from "node:events";
import { jest } from "@jest/globals";
import { type LogForm, openLog } from "./log.js";
import { RefusalCount } from "./refusal-count.js";
import {
  adoptRequestId,
  requestId,
  requestIdHeader,
  requestIdHeaders,
  withRequestId,
} from "./request-scope.js";

function logged(form: LogForm) {
  const lines: string[] = [];
  const log = openLog({ service: "lisiere", form, write: (line) => lines.push(line) });
  return { log, lines };
}

it("writes an entry as JSON, with who, when, how grave, which request and which version", () => {
  const { log, lines } = logged("json");
  log.servesUnder(() => 3);
  const id = withRequestId(() => {
    log("tilleul: TIMED_OUT", "warn");
    return requestId();
  });
  log("two\nlines");
  const [first, second] = lines.map((line) => JSON.parse(line));
  expect(first).toEqual({
    level: "warn",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    service: "lisiere",
    requestId: id,
    conventionVersion: 3,
    msg: "tilleul: TIMED_OUT",
  });
  expect(second).toMatchObject({ level: "info", msg: "two\nlines" });
  expect(second).not.toHaveProperty("requestId");
});

it("writes text for a terminal", () => {
  const { log, lines } = logged("text");
  log("serves under version 3");
  expect(lines).toEqual(["[lisiere] serves under version 3"]);
});

it.each(["json", "text"] as const)("keeps secrets out of %s, and cuts what is long", (form) => {
  const { log, lines } = logged(form);
  const token = "eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiJhbm5lIn0.c2lnbmF0dXJl";
  log(`no such token ${token}, authorization: Bearer abc.def-1, postgres://lisiere:hidden@db/x`);
  expect(lines[0]).toContain(
    "no such token [removed], authorization: Bearer [removed], postgres://lisiere:[removed]@db/x",
  );
  log("x".repeat(1_000_000));
  expect(lines[1]?.length).toBeLessThan(9_000);
});

it("goes on under the id of a trusted caller, and of no other form", () => {
  const sent = "0b5f2b0e-9c1d-4a70-9f0e-3d1f6c1f2a3b";
  withRequestId(() => {
    const own = requestId();
    for (const wrong of ["1", `${sent}\n`, sent.toUpperCase(), `${sent}${sent}`]) {
      adoptRequestId({ [requestIdHeader]: wrong });
    }
    expect(requestId()).toBe(own);
    adoptRequestId({ [requestIdHeader]: sent });
    expect(requestIdHeaders()).toEqual({ [requestIdHeader]: sent });
  });
  expect([requestId(), requestIdHeaders()]).toEqual([undefined, {}]);
});

it("keeps the ids of two requests apart, whatever they wait for", async () => {
  const events = new EventEmitter();
  const asked = () =>
    withRequestId(async () => {
      const before = requestId();
      await new Promise((resolve) => events.once("go on", resolve));
      return [before, requestId()];
    });
  const both = [asked(), asked()];
  events.emit("go on");
  const [[a, b] = [], [c, d] = []] = await Promise.all(both);
  expect([a, c]).toEqual([b, d]);
  expect(a).not.toBe(c);
});

it("counts refusals by reason, and tells them once a minute, of too many that there are others", () => {
  jest.useFakeTimers();
  const { log, lines } = logged("text");
  const counted = new RefusalCount(log);
  for (let count = 0; count < 3; count += 1) counted.add("no visa");
  counted.add("FORBIDDEN Site.address");
  expect(lines).toEqual([]);
  jest.advanceTimersByTime(60_000);
  expect(lines).toEqual([
    "[lisiere] Refused within a minute: 3 × no visa, 1 × FORBIDDEN Site.address",
  ]);
  for (let reason = 0; reason < 1_000; reason += 1) counted.add(`reason ${reason}`);
  counted.close();
  expect(lines[1]).toMatch(/1 × reason 99, 900 × another reason$/);
  jest.advanceTimersByTime(60_000);
  expect(lines).toHaveLength(2);
});
