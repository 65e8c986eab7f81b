/**
 * Hive Gateway as it comes, without policy and identity, in a process of its own: supergraph on standard input; `rust`
 * as its argument: with the planner in Rust.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { unifiedGraphHandler } from "@graphql-hive/router-runtime";

const planner = process.argv[2] === "rust" ? { unifiedGraphHandler } : {};
const supergraph = await text(process.stdin);
const runtime = createGatewayRuntime({ supergraph, logging: false, ...planner });
const server = createServer(runtime);
await once(server.listen(0, "127.0.0.1"), "listening");
process.send({ url: `http://127.0.0.1:${server.address().port}/graphql` });
