import { EventEmitter } from "node:events";
import { jest } from "@jest/globals";
import { ConfigurationError } from "@palier/schema";
import { runService, type ServiceProcess } from "./run-service.js";

const errors = jest.spyOn(console, "error").mockImplementation(() => undefined);
const lines = jest.spyOn(console, "log").mockImplementation(() => undefined);

const url = "http://127.0.0.1:4101/graphql";

/** A process under a supervisor (with IPC), or run by hand. */
function processWith(isSupervised: boolean) {
  const sent: unknown[] = [];
  const stops: string[] = [];
  const emitter = new EventEmitter();
  let ended: (code: unknown) => void;
  const exited = new Promise<unknown>((resolve) => {
    ended = resolve;
  });
  const host = Object.assign(emitter, {
    connected: isSupervised,
    send: isSupervised ? (message: unknown) => sent.push(message) > 0 : undefined,
    exit: (code: unknown) => ended(code),
  });
  const start = async () => ({ url, stop: async () => void stops.push("stopped") });
  // The fake's `exit` returns, the real one never does.
  return { host: host as unknown as ServiceProcess, emitter, sent, stops, exited, start };
}

beforeEach(() => {
  errors.mockClear();
  lines.mockClear();
});

it("tells its supervisor where it is, and stops when told to", async () => {
  const { host, emitter, sent, stops, exited, start } = processWith(true);
  await runService("convention", start, host);
  expect(sent).toEqual([{ type: "ready", url }]);
  emitter.emit("SIGINT");
  expect(stops).toEqual([]);
  emitter.emit("SIGTERM");
  emitter.emit("SIGTERM");
  expect(await exited).toBe(0);
  expect(stops).toEqual(["stopped"]);
});

it.each(["SIGTERM", "SIGINT"])("ends at once on a second %s (issue 9)", async (signal) => {
  const { host, emitter, exited } = processWith(false);
  const stop = () => new Promise<never>(() => {});
  await runService("convention", async () => ({ url, stop }), host);
  emitter.emit(signal);
  emitter.emit(signal);
  expect(await exited).toBe(1);
});

it("stops when its supervisor is gone", async () => {
  const { host, emitter, exited, start } = processWith(true);
  await runService("convention", start, host);
  emitter.emit("disconnect");
  expect(await exited).toBe(0);
});

it("does not start when its supervisor was gone before anybody listened", async () => {
  const { host, exited } = processWith(true);
  const start = jest.fn(async () => ({ url, stop: async () => undefined }));
  await runService("convention", start, Object.assign(host, { connected: false }));
  expect([await exited, start.mock.calls]).toEqual([0, []]);
});

it("stops when its supervisor ends while it starts", async () => {
  const { host, emitter, sent, stops, exited, start } = processWith(true);
  const running = runService("convention", start, host);
  Object.assign(host, { connected: false });
  emitter.emit("disconnect");
  await running;
  expect([await exited, stops, sent]).toEqual([0, ["stopped"], []]);
});

it("prints where it is and stops on Ctrl-C when run by hand", async () => {
  const { host, emitter, sent, exited, start } = processWith(false);
  await runService("convention", start, host);
  expect(lines).toHaveBeenCalledWith(`convention at ${url}`);
  expect(sent).toEqual([]);
  emitter.emit("SIGINT");
  expect(await exited).toBe(0);
});

it("waits for a start that is under way before it stops", async () => {
  const { host, emitter, stops, exited, start } = processWith(true);
  const running = runService("convention", start, host);
  emitter.emit("SIGTERM");
  await running;
  expect(await exited).toBe(0);
  expect(stops).toEqual(["stopped"]);
});

it("prints what is wrong with the configuration, without a stack, and fails", async () => {
  const { host, exited } = processWith(true);
  const refusal = new ConfigurationError(["PORT is missing"]);
  await runService("convention", () => Promise.reject(refusal), host);
  expect(await exited).toBe(1);
  expect(errors.mock.calls).toEqual([
    ["convention cannot start: Invalid configuration:\n- PORT is missing"],
  ]);
});

it("prints the stack of a failure that nobody foresaw", async () => {
  const { host, exited } = processWith(false);
  await runService("convention", () => Promise.reject(new TypeError("no such thing")), host);
  expect(await exited).toBe(1);
  expect(errors.mock.calls[0]?.[0]).toMatch(/no such thing\n\s+at /);
});

it("fails when it cannot stop", async () => {
  const { host, emitter, exited } = processWith(false);
  const stop = () => Promise.reject(new Error("stuck"));
  await runService("convention", async () => ({ url, stop }), host);
  emitter.emit("SIGTERM");
  expect(await exited).toBe(1);
});
