import { BusyError, OfflineError, RefusedError } from "./errors";
import { createQueryClient } from "./query-client";

const { retry, retryDelay } = createQueryClient().getDefaultOptions().queries ?? {};
if (typeof retry !== "function" || typeof retryDelay !== "function") throw new Error("no retry");
const retries = (error: Error) => [0, 1, 2, 3].filter((failures) => retry(failures, error)).length;

it("asks again once, after the time that the gateway said", () => {
  const busy = new BusyError(4);
  expect([retries(busy), retryDelay(0, busy)]).toEqual([1, 4_000]);
});

it("keeps nobody waiting for long, and does not ask again for what is refused", () => {
  expect([retries(new BusyError(30)), retries(new RefusedError([]))]).toEqual([0, 0]);
});

it("asks a gateway that is away twice more", () => {
  const offline = new OfflineError();
  expect([retries(offline), retryDelay(0, offline)]).toEqual([2, 1_000]);
});
