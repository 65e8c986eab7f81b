/** Our gateway where nobody signs in, in a process of its own: path of the supergraph as its argument. */
import { createGateway } from "@palier/gateway";

const { url } = await createGateway(
  {
    host: "127.0.0.1",
    port: 0,
    supergraph: process.argv[2] ?? "",
    subgraphUrls: {},
    subgraphTimeoutMs: 30_000,
  },
  () => undefined,
);
process.send?.({ url });
