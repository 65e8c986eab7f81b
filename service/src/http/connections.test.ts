import { EventEmitter } from "node:events";
import { type Connection, Connections } from "./connections.js";

/** A connection from an address, and whether it was closed. */
function from(remoteAddress: string) {
  const emitter = new EventEmitter();
  const connection: Connection & { isClosed: boolean } = {
    remoteAddress,
    isClosed: false,
    once: emitter.once.bind(emitter) as Connection["once"],
    destroy: () => {
      connection.isClosed = true;
      emitter.emit("close");
      // What a socket gives back is not looked at.
      return undefined as never;
    },
    destroySoon: () => connection.destroy(),
  };
  return connection;
}

it.each([
  ["203.0.113.7", "::ffff:203.0.113.7"],
  ["2001:db8:0:7::1", "2001:db8::7:a:b:c:d"],
  ["2001:db8::1", "2001:db8:0:0:ffff::"],
])("counts %s and %s as one, and makes room when one goes", (first, second) => {
  const connections = new Connections(2);
  const [early, next, late] = [from(first), from(second), from(second)];
  expect([early, next, late].map((each) => connections.admit(each))).toEqual([true, true, false]);
  expect([early, next, late].map(({ isClosed }) => isClosed)).toEqual([false, false, true]);
  early.destroy();
  expect(connections.admit(from(second))).toBe(true);
  expect(connections.admit(from("198.51.100.1"))).toBe(true);
});

it.each(["127.0.0.1", "::ffff:127.0.0.1", "::1"])(
  "does not count those of this machine, %s",
  (own) => {
    const connections = new Connections(1);
    expect([from(own), from(own)].map((each) => connections.admit(each))).toEqual([true, true]);
  },
);

it("takes any number where none is set", () => {
  const connections = new Connections(0);
  const many = Array.from({ length: 1_000 }, () => connections.admit(from("203.0.113.7")));
  expect(new Set(many)).toEqual(new Set([true]));
});
