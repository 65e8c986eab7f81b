import { type Fault, sendJson } from "./faulty-front.js";

type Json = Record<string, unknown>;
type Entity = Json & { readonly tallies?: Json[] | null; readonly sites?: Json[] | null };

/** Answers with the subgraph's own entities after a change, each with its place; others than it is about as they are. */
function changed(change: (entities: (Entity | null)[]) => readonly unknown[]): Fault {
  return async (response, { about, variables }, answer) => {
    const { data } = JSON.parse(await answer()) as {
      readonly data: { readonly _entities: Entity[] };
    };
    const { _entities: own } = data;
    const given = change(own);
    const isAbout = (at: number) =>
      about === undefined || variables.representations?.[at]?.__typename === about;
    const entities =
      given.length === own.length ? given.map((each, at) => (isAbout(at) ? each : own[at])) : given;
    sendJson(response, JSON.stringify({ data: { _entities: entities } }));
  };
}

/** Puts other values into each tally and each site of a page. */
function withFigures(figures: Json): Fault {
  const replaced = (list: Json[] | null | undefined) =>
    list?.map((each) => ({ ...each, ...figures }));
  return changed((entities) =>
    entities.map((entity) => ({
      ...entity,
      ...(entity?.tallies && { tallies: replaced(entity.tallies) }),
      ...(entity?.sites && { sites: replaced(entity.sites) }),
    })),
  );
}

/** Figures that no contribution and no page of sites may hold; coverage calls each INVALID_ANSWER. */
export const wrongFigures: Readonly<Record<string, Fault>> = {
  "levels that are texts": withFigures({ level: "4" }),
  "levels of 9": withFigures({ level: 9 }),
  "negative dwellings": withFigures({ dwellings: -40 }),
  "half dwellings": withFigures({ dwellings: 0.5 }),
  "more than fits in a number": withFigures({ dwellings: 1e300 }),
  "the same tally twice": changed((entities) =>
    entities.map((entity) => ({
      ...entity,
      ...(entity?.tallies && { tallies: [...entity.tallies, ...entity.tallies] }),
      ...(entity?.sites && { sites: [...entity.sites, ...entity.sites] }),
    })),
  ),
};

/** What a landlord's node may answer without understanding the question; coverage calls each INVALID_ANSWER. */
export const nonsense: Readonly<Record<string, Fault>> = {
  "a web page": (response) => {
    response.writeHead(200, { "content-type": "text/html" }).end("<html>http://10.0.0.1</html>");
  },
  "an empty answer": (response) => {
    response.writeHead(200).end();
  },
  "JSON that is no answer": (response) => sendJson(response, '["http://10.0.0.1"]'),
  "an answer without data": (response) => sendJson(response, '{"ok":true}'),
  "a truncated answer": async (response, _asked, answer) => {
    const body = await answer();
    sendJson(response, body.slice(0, body.length / 2));
  },
  "an answer that breaks off": async (response, _asked, answer) => {
    const body = await answer();
    response.writeHead(200, { "content-length": String(body.length) });
    response.write(body.slice(0, body.length / 2), () => response.destroy());
  },
  "too few entities": changed((entities) => entities.slice(1)),
  "too many entities": changed((entities) => [...entities, ...entities]),
  "entities that are texts": changed((entities) => entities.map(() => "x")),
  "no entities": changed((entities) => entities.map(() => null)),
  "entities of another type": changed((entities) =>
    entities.map(() => ({ __typename: "ValDeBrieSite", id: "val-de-brie:A" })),
  ),
  ...wrongFigures,
  "50 MB": (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    const chunk = Buffer.alloc(1024 * 1024, " ");
    for (let index = 0; index < 50; index += 1) response.write(chunk);
    response.end("{}");
  },
};

/** What a landlord's node may do when something in it breaks; coverage calls each FAILED. */
export const breakage: Readonly<Record<string, Fault>> = {
  "status 500": (response) => {
    response.writeHead(500).end("Error: http://10.0.0.1\n    at store (/srv/palier/store.js:1:1)");
  },
  "errors only": (response) => {
    const error = {
      message: "connect ECONNREFUSED 10.0.0.1:5432",
      extensions: { stacktrace: ["at x"] },
    };
    sendJson(response, JSON.stringify({ errors: [error], data: null }));
  },
  "errors beside figures": async (response, _asked, answer) => {
    const { data } = JSON.parse(await answer()) as { data: { _entities: unknown[] } };
    const errors = data._entities.map((_entity, index) => ({
      message: "connect ECONNREFUSED 10.0.0.1:5432",
      path: ["_entities", index, "tallies"],
    }));
    sendJson(response, JSON.stringify({ data, errors }));
  },
};

export const hang: Fault = () => undefined;

export const reset: Fault = (response) => void response.socket?.resetAndDestroy();
