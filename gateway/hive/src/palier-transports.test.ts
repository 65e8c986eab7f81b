import type { GatewayConfigSupergraph } from "@graphql-hive/gateway-runtime";
import { parse } from "graphql";
import { Guests } from "./guests.js";
import { palierTransports } from "./palier-transports.js";

type Transport = {
  readonly getSubgraphExecutor: (of: {
    readonly subgraphName: string;
    readonly transportEntry: { readonly location: string };
  }) => (request: object) => Promise<unknown>;
};

it.each([
  ["without a context", {}],
  ["of a request that was not let in", { request: new Request("http://palier.example/graphql") }],
])("asks nothing for a fetch %s", async (_what, context) => {
  const asked: string[] = [];
  const trust = {
    connect: (name: string) => async () => {
      asked.push(name);
      return { data: {} };
    },
  };
  const transports: GatewayConfigSupergraph["transports"] = palierTransports(trust, new Guests());
  // As Hive takes them: by kind.
  const { http } = transports as unknown as { readonly http: Transport };
  const of = { subgraphName: "lisiere", transportEntry: { location: "http://palier.example" } };
  const execute = http.getSubgraphExecutor(of);
  const request = { document: parse("{ landlords { slug } }"), context };
  await expect(execute(request)).rejects.toThrow("a fetch was planned for nobody");
  expect(asked).toEqual([]);
});
