// Asks the process of this container whether it is ready; its settings say where it listens.
import { request as askPlain } from "node:http";
import { request as askTls } from "node:https";

const { HOST = "127.0.0.1", PORT, PALIER_TLS_CERTIFICATE } = process.env;
const hostname = ["0.0.0.0", "::"].includes(HOST) ? "127.0.0.1" : HOST;
// It asks itself, and no secret goes along: whose certificate comes back does not matter.
const options = { hostname, port: PORT, path: "/health/ready", rejectUnauthorized: false };
const ask = PALIER_TLS_CERTIFICATE ? askTls : askPlain;

ask(options, (response) => process.exit(response.statusCode === 200 ? 0 : 1))
  .on("error", () => process.exit(1))
  .setTimeout(3_000, () => process.exit(1))
  .end();
