/** @apollo/gateway as it comes, without policy and identity, in a process of its own: supergraph on standard input. */
import { text } from "node:stream/consumers";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { startStandaloneServer } from "@apollo/server/standalone";

const supergraphSdl = await text(process.stdin);
const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl }) });
const { url } = await startStandaloneServer(server, { listen: { host: "127.0.0.1", port: 0 } });
process.send?.({ url });
