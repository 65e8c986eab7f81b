import type { Server } from "node:http";

/** Time that requests under way get to finish when the server stops. */
const drainMs = 1_500;
const lookEveryMs = 20;

/** Takes no new connection, lets requests under way finish for a moment, then closes all. */
export async function drain(http: Server): Promise<void> {
  if (!http.listening) return;
  const closed = new Promise((resolve) => http.close(resolve));
  // A connection goes idle when its last answer has left.
  const idle = setInterval(() => http.closeIdleConnections(), lookEveryMs);
  const end = setTimeout(() => http.closeAllConnections(), drainMs);
  await closed;
  clearInterval(idle);
  clearTimeout(end);
}
