import { once } from "node:events";
import { createServer, get, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import express from "express";
import type { Caller } from "../../identity/callers.js";
import type { Graph, GraphAnswer, Variables } from "../asked/graph-reader.js";
import { exportRoutes } from "./export-routes.js";

/** Files over a real connection, of a graph that answers as each test says. */

type Answering = (variables: Variables, leaving: AbortSignal) => Promise<GraphAnswer> | GraphAnswer;

let server: Server;
let origin: string;
let sites: Answering;
/** Who is let in now; null: nobody signs in. */
let caller: (() => Caller) | null;
let log: string[];

const answerOf = (data: Record<string, unknown>): GraphAnswer => ({
  status: 200,
  headers: {},
  result: { data },
});
const terms = answerOf({
  viewer: { partner: { code: "police", kind: "POLICE", name: null } },
  convention: { reference: "essai", version: 1, title: "Essai", gridVersion: 1 },
  territory: { code: "77288", name: "Melun", month: "2026-10" },
});

const graph: Graph = {
  get admissions() {
    const now = caller;
    return now && { admit: async () => ({ caller: now() }) };
  },
  secondsUnread: () => 0,
  execute: async ({ name }, variables, _caller, leaving) =>
    name === "ExportTerms" ? terms : sites(variables, leaving),
};

/** A page of that many sites, of some hundred. */
function page(from: number, count: number, total: number, nameLength = 5): GraphAnswer {
  const edges = Array.from({ length: count }, (_, index) => ({
    cursor: `${from + index}`,
    level: 1,
    dwellings: 10,
    node: { id: `lisiere:${from + index}`, name: "x".repeat(nameLength), location: null },
  }));
  const end = from + count;
  const pageInfo = { hasNextPage: end < total, endCursor: `${end}` };
  return answerOf({ territory: { sites: { totalCount: total, missing: [], pageInfo, edges } } });
}

const refused: GraphAnswer = {
  status: 401,
  headers: {},
  result: { errors: [{ message: "", extensions: { code: "UNAUTHENTICATED" } }] },
};

beforeEach(async () => {
  log = [];
  caller = null;
  const app = express();
  app.use(
    "/exports",
    exportRoutes(graph, (entry) => log.push(entry)),
  );
  server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
});

const path = "/exports/sites.csv?territory=77288";

it.each(["sites.csv", "sites.geojson"])(
  "breaks %s off when a page fails, so that no client takes it for whole",
  async (name) => {
    let hasBegun = () => {};
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve;
    });
    sites = ({ after }) => (after === null ? page(0, 2, 4) : begun.then(() => refused));
    const response = await fetch(`${origin}/exports/${name}?territory=77288`);
    hasBegun();
    expect([response.status, response.headers.get("palier-rows")]).toEqual([200, "4"]);
    await expect(response.text()).rejects.toThrow();
    expect(log).toEqual([expect.stringMatching(/^A file was broken off/)]);
  },
);

it("resets the connection of a client that knows no lengths of chunks", async () => {
  sites = ({ after }) => (after === null ? page(0, 2, 4) : refused);
  const { port, hostname } = new URL(origin);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${path} HTTP/1.0\r\nHost: ${hostname}\r\n\r\n`);
  socket.resume();
  const [error] = (await once(socket, "error")) as [NodeJS.ErrnoException];
  expect(error.code).toBe("ECONNRESET");
});

it("sends no head of a file whose first page is refused", async () => {
  sites = () => refused;
  const response = await fetch(`${origin}${path}`);
  expect([response.status, response.headers.get("content-disposition")]).toEqual([401, null]);
  expect(await response.json()).toEqual(refused.result);
});

it("lets go of the graph when its reader leaves", async () => {
  const left = new Promise<void>((resolve) => {
    sites = ({ after }, leaving) => {
      if (after === null) return page(0, 2, 4);
      return new Promise(() => {
        leaving.addEventListener("abort", () => resolve());
      });
    };
  });
  const leaving = new AbortController();
  const response = await fetch(`${origin}${path}`, { signal: leaving.signal });
  expect(response.status).toBe(200);
  leaving.abort();
  await left;
});

it("asks for no page long before its reader has taken those before it", async () => {
  const nameLength = 100_000;
  const [pages, ofPage] = [12, 100];
  const pageBytes = nameLength * ofPage;
  const asked: { readonly page: number; readonly readBytes: number }[] = [];
  let readBytes = 0;
  sites = ({ after }) => {
    const from = Number(after ?? 0);
    asked.push({ page: from / ofPage, readBytes });
    return page(from, ofPage, pages * ofPage, nameLength);
  };
  const request = get(`${origin}${path}`);
  const [response] = (await once(request, "response")) as [IncomingMessage];
  for await (const chunk of response) readBytes += (chunk as Buffer).length;
  expect(readBytes).toBeGreaterThan(pages * pageBytes);
  expect(asked).toHaveLength(pages);
  // One page waits, one is written, and the machine holds some megabytes on the way.
  for (const { page, readBytes: read } of asked) {
    expect(read).toBeGreaterThanOrEqual((page - 3) * pageBytes);
  }
});

it("refuses a file of more rows than it may have, before any of it is sent", async () => {
  sites = () => page(0, 200, 100_001);
  const response = await fetch(`${origin}${path}`);
  expect([response.status, await response.json()]).toMatchObject([
    400,
    {
      errors: [
        {
          message: "The file would have 100001 rows, more than 100000; ask for a smaller territory",
        },
      ],
    },
  ]);
});

it("says that something is wrong here, and no more, when nobody foresaw it", async () => {
  sites = () => {
    throw new Error("password=secret");
  };
  const response = await fetch(`${origin}${path}`);
  expect([response.status, await response.json()]).toEqual([
    500,
    { errors: [{ message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR" } }] },
  ]);
  expect(log).toEqual(["Internal error: password=secret"]);
});

describe("when a version of the convention begins while a file is read", () => {
  /** What a file looks at of somebody. */
  const underNextVersion = () => {
    const session = { subject: "a", partner: { code: "police" }, purpose: null };
    return { session, views: {}, reader: { isDenied: () => false } } as unknown as Caller;
  };

  it("says in words that the list has changed, before any of it is sent", async () => {
    const [before, after] = [underNextVersion(), underNextVersion()];
    let looks = 0;
    caller = () => {
      looks += 1;
      // Its terms have been asked for, and no page yet.
      return looks < 5 ? before : after;
    };
    sites = () => page(0, 2, 2);
    const response = await fetch(`${origin}${path}`);
    expect([response.status, await response.json()]).toMatchObject([
      503,
      {
        errors: [
          { message: expect.stringContaining("changed"), extensions: { code: "UNAVAILABLE" } },
        ],
      },
    ]);
    expect(log).toEqual(["A list changed while it was read: other terms than before"]);
  });

  it("breaks the file off, however like the pages before its next one is", async () => {
    let inForce = underNextVersion();
    caller = () => inForce;
    let hasBegun = () => {};
    const begun = new Promise<void>((resolve) => {
      hasBegun = resolve;
    });
    sites = async ({ after }) => {
      if (after === null) return page(0, 2, 6);
      await begun;
      inForce = underNextVersion();
      return page(Number(after), 2, 6);
    };
    const response = await fetch(`${origin}${path}`);
    expect(response.status).toBe(200);
    hasBegun();
    await expect(response.text()).rejects.toThrow();
    expect(log).toEqual([expect.stringContaining("ListChangedError: other terms than before")]);
  });
});
