import { portProblem } from "./ports.js";

const claim = { port: 4000, purpose: "the graph", remedy: "--port 4001" };

it.each([
  ["EADDRINUSE", "is already in use by another program, perhaps another palier"],
  ["EACCES", "may not be used by an ordinary user"],
  ["EADDRNOTAVAIL", "cannot be used (EADDRNOTAVAIL)"],
])("says what is wrong with a port and what to type (%s)", (code, why) => {
  expect(portProblem(claim, code)).toBe(
    `Port 4000, for the graph, ${why}.\nStop that program, or choose another port: --port 4001`,
  );
});
