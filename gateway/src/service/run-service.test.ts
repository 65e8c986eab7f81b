import { EventEmitter } from "node:events";
import { jest } from "@jest/globals";
import { runService, type ServiceProcess } from "./run-service.js";

const url = "http://127.0.0.1:4000/graphql";

/** A process under a supervisor (with IPC). */
function supervised() {
  const sent: unknown[] = [];
  let ended: (code: unknown) => void;
  const exited = new Promise<unknown>((resolve) => {
    ended = resolve;
  });
  const emitter = new EventEmitter();
  const host = Object.assign(emitter, {
    connected: true,
    send: (message: unknown) => sent.push(message) > 0,
    exit: (code: unknown) => ended(code),
  });
  const start = jest.fn(async () => ({ url, stop: async () => undefined }));
  // The fake's `exit` returns, the real one never does.
  return { host: host as unknown as ServiceProcess, emitter, sent, exited, start };
}

it("tells its supervisor where it is, and ends with it", async () => {
  const { host, emitter, sent, exited, start } = supervised();
  await runService("gateway", start, host);
  expect(sent).toEqual([{ type: "ready", url }]);
  emitter.emit("disconnect");
  expect(await exited).toBe(0);
});

it("does not start when its supervisor was gone before anybody listened", async () => {
  const { host, exited, start } = supervised();
  await runService("gateway", start, Object.assign(host, { connected: false }));
  expect([await exited, start.mock.calls]).toEqual([0, []]);
});
