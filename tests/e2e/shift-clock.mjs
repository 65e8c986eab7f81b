// Imported before a program: its clock is as far from this machine's as its parent says, at its start
// (TEST_CLOCK_SHIFT_MS) and later by a message.
const real = globalThis.Date;
let shiftMs = Number(process.env.TEST_CLOCK_SHIFT_MS ?? 0);

globalThis.Date = class Shifted extends real {
  constructor(...args) {
    // What is built of something is what it was built of.
    super(...(args.length === 0 ? [Shifted.now()] : args));
  }

  static now() {
    return real.now() + shiftMs;
  }
};

process.on("message", (message) => {
  if (typeof message?.shiftMs !== "number") return;
  shiftMs = message.shiftMs;
  process.send?.({ type: "shifted" });
});
