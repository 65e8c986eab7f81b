import { PassThrough } from "node:stream";
import { createTerminal } from "./terminal.js";

/** A terminal whose output is kept; `isTTY` as a person's or a log file's. */
function terminalOf({ isTTY }: { readonly isTTY: boolean }) {
  const stream = () => Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const [input, output, errors] = [stream(), stream(), stream()];
  return {
    terminal: createTerminal({ input, output, errors }),
    printed: () => String(output.read() ?? ""),
    complained: () => String(errors.read() ?? ""),
  };
}

it("writes plain lines where nobody watches", async () => {
  const { terminal, printed } = terminalOf({ isTTY: false });
  const result = await terminal.step("Loading", async (show) => {
    show("3 rows");
    return 7;
  });
  expect(result).toBe(7);
  expect(printed()).toMatch(/^Loading: done \(0\.\d s, 3 rows\)\n$/);
});

it("says that a step failed and hands its error on", async () => {
  const { terminal, printed } = terminalOf({ isTTY: true });
  const failure = new Error("no");
  await expect(terminal.step("Loading", () => Promise.reject(failure))).rejects.toBe(failure);
  expect(printed()).toMatch(/✖ Loading \(0\.\d s\)\n$/);
});

it("takes silence for no where nobody can answer", async () => {
  const { terminal } = terminalOf({ isTTY: false });
  expect(await terminal.confirm("Delete everything?")).toBe(false);
});

it("complains to standard error", () => {
  const { terminal, printed, complained } = terminalOf({ isTTY: false });
  terminal.complain("wrong");
  expect([printed(), complained()]).toEqual(["", "wrong\n"]);
});
