import { EventEmitter } from "node:events";
import type { Request, Response } from "express";
import { refuseUnread } from "./refuse-unread.js";

/** As much of a response as a refusal uses. */
class Answered extends EventEmitter {
  readonly told: unknown[] = [];
  destroyed = false;
  status(code: number): this {
    this.told.push(code);
    return this;
  }
  set(headers: object): this {
    this.told.push(headers);
    return this;
  }
  json(): this {
    this.emit("close");
    return this;
  }
}

function door(secondsUnread: number) {
  const rung = new Set<() => void>();
  const refuse = refuseUnread(
    { secondsUnread: () => secondsUnread },
    () => ({ partner: "police", person: "a" }),
    (_ms, call) => {
      rung.add(call);
      return () => rung.delete(call);
    },
  );
  let passed = 0;
  const come = () => {
    const response = new Answered();
    refuse({} as Request, response as unknown as Response, () => {
      passed += 1;
    });
    return response;
  };
  return { come, rung, passed: () => passed };
}

it("lets pass whoever is read", () => {
  const { come, rung, passed } = door(0);
  expect([come().told, rung.size, passed()]).toEqual([[], 0, 1]);
});

it("tells after a while, and the seconds to wait, whoever was told to wait before", () => {
  const { come, rung, passed } = door(7);
  const { told } = come();
  expect([told, rung.size]).toEqual([[], 1]);
  for (const ring of [...rung]) ring();
  expect([told, rung.size, passed()]).toEqual([[429, { "retry-after": "7" }], 0, 0]);
});

it("holds so many, tells more at once, and forgets who leaves", () => {
  const { come, rung } = door(7);
  const held = Array.from({ length: 500 }, come);
  expect([come().told[0], rung.size]).toEqual([429, 500]);
  held[0]?.emit("close");
  expect([come().told, rung.size]).toEqual([[], 500]);
});
