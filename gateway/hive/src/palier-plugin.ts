import type { GatewayPlugin } from "@graphql-hive/gateway-runtime";
import {
  costHeader,
  publicKeysPath,
  purposeTermsPath,
  shutOutPath,
  type Trust,
} from "@palier/gateway/trust";
import { purposeHeader } from "@palier/schema";
import { isJson, notJson } from "@palier/service";
import type { ExecutionResult, GraphQLSchema } from "graphql";
import type { Guests } from "./guests.js";

const graphqlPath = "/graphql";
/** An operation is words; nobody sends files. */
const largestBodyBytes = 100 * 1024;

interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A text that is no JSON. */
interface TextReply {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Our gateway's door, before Hive's. */
export function palierPlugin(trust: Trust, guests: Guests): GatewayPlugin {
  let schema: GraphQLSchema | null = null;
  return {
    onSchemaChange: (changed) => {
      schema = changed.schema;
    },
    async onRequest({ request, url, fetchAPI, endResponse }) {
      const reply = await replyBefore(trust, guests, request, url.pathname);
      if (reply === null) return;
      const headers = {
        "cache-control": "no-store",
        "content-type": "application/json; charset=utf-8",
        ...reply.headers,
      };
      const body = "text" in reply ? reply.text : JSON.stringify(reply.body);
      endResponse(new fetchAPI.Response(body, { status: reply.status, headers }));
    },
    onParams({ paramsHandler, setParamsHandler }) {
      setParamsHandler(async (payload) => {
        const { request, params } = payload;
        if (schema === null) throw new Error("an operation came in before there was a graph");
        const terms = {
          caller: guests.callerOf(request),
          leaving: request.signal,
          schema,
          tellsCost: request.headers.get(costHeader) !== null,
        };
        const { result, status, headers } = await trust.operations.answer(
          params,
          terms,
          async (context) => {
            guests.begin(request, context);
            return paramsHandler(payload);
          },
        );
        const told = { ...result, extensions: { ...result.extensions, http: { status, headers } } };
        // Its errors are as they are sent: nothing more is to become of them.
        return told as ExecutionResult;
      });
    },
    // Documents are judged before, each by the schema that its sender knows.
    onValidate: ({ setResult }) => setResult([]),
    onDispose: () => trust.stop(),
  };
}

/** What is answered without looking into a request; null for one that is let in. */
async function replyBefore(
  trust: Trust,
  guests: Guests,
  request: Request,
  path: string,
): Promise<Reply | TextReply | null> {
  if (path === publicKeysPath && request.method === "GET") {
    return { status: 200, body: await trust.publicKeys() };
  }
  if (path === purposeTermsPath && request.method === "GET") {
    return { status: 200, body: trust.purposeTerms() };
  }
  if (path === shutOutPath && request.method === "GET" && trust.shutOutList !== null) {
    const headers = { "content-type": "application/jwt" };
    return { status: 200, text: await trust.shutOutList(), headers };
  }
  if (path !== graphqlPath)
    return refusal(404, `There is nothing here; GraphQL is at ${graphqlPath}`);
  if (request.method !== "POST") {
    return { ...refusal(405, "Send GraphQL operations by POST"), headers: { allow: "POST" } };
  }
  const admission = await trust.admit({
    authorization: request.headers.get("authorization"),
    purpose: request.headers.get(purposeHeader)?.trim() || null,
  });
  if (!("caller" in admission)) {
    const { status, result, headers } = admission;
    return { status, body: result, headers };
  }
  if (!isJson(request.headers.get("content-type") ?? undefined)) {
    return refusal(notJson.status, notJson.message);
  }
  const length = request.headers.get("content-length");
  if (length === null) return refusal(411, "Send the operation's length: Content-Length");
  if (!(Number(length) <= largestBodyBytes)) return refusal(413, "The request is too large");
  guests.admit(request, admission.caller);
  return null;
}

function refusal(status: number, message: string): Reply {
  return { status, body: { errors: [{ message, extensions: { code: "BAD_REQUEST" } }] } };
}
