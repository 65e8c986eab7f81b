import { jest } from "@jest/globals";

/** Calls of a method of every text while something runs: the steps that it takes. */
export function countCalls(method: "toLowerCase" | "indexOf", run: () => void): number {
  const calls = jest.spyOn(String.prototype, method);
  try {
    run();
    return calls.mock.calls.length;
  } finally {
    calls.mockRestore();
  }
}
