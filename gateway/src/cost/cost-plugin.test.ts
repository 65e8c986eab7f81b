import { buildSchema, Kind, parse } from "graphql";
import { costPlugin } from "./cost-plugin.js";
import { openExtent } from "./open-extent.js";
import type { Toll } from "./toll.js";

const schema = buildSchema("type Query { site: String }");
const document = parse("{ __typename }");

it.each([true, false])(
  "tells the fetches whether the operation is costly: %s",
  async (isCostly) => {
    const bill = { requested: 1, limit: 2_000, left: null };
    const passed = { isRefused: false, isCostly, bill, end: () => undefined } as const;
    const toll: Pick<Toll, "pass"> = { pass: async () => passed };
    const plugin = costPlugin(toll, openExtent(schema), () => true);
    const contextValue = {
      caller: null,
      leaving: new AbortController().signal,
      isCostly: !isCostly,
    };
    const [operation] = document.definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("no operation");
    const request = { contextValue, document, operation, source: "", request: {}, schema };
    // As much of what Apollo Server hands over as the plugin reads.
    const listener = await plugin.requestDidStart?.(request as never);
    expect(await listener?.responseForOperation?.(request as never)).toBeNull();
    expect(contextValue.isCostly).toBe(isCostly);
  },
);
