import { firstDay, monthNumber } from "@palier/schema";
import { longestPage } from "../asked/documents.js";

/** Documents of OGC API - Features that say what there is; the standard is OGC 17-069r4. */

const core = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf";

export const conformance = { conformsTo: [`${core}/core`, `${core}/geojson`] };

export const openApiType = "application/vnd.oai.openapi+json;version=3.0";
export const geoJsonType = "application/geo+json";

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title?: string;
}

const json = "application/json";

/** @param base address of the landing page. */
export function landingPage(base: string) {
  return {
    title: "Palier",
    description:
      "Sites of the convention’s landlords and their levels, as far as the convention shows them to who asks.",
    links: [
      link(base, "self", json, "This page"),
      link(`${base}/api`, "service-desc", openApiType, "What can be asked, as OpenAPI"),
      link(`${base}/conformance`, "conformance", json, "Which parts of the standard are kept"),
      link(`${base}/collections`, "data", json, "Collections"),
    ],
  };
}

/** @param months that are published. */
export function sitesCollection(base: string, months: readonly string[]) {
  const [first, last] = [months.toSorted()[0], months.toSorted().at(-1)];
  const items = `${base}/collections/sites/items`;
  return {
    id: "sites",
    title: "Sites",
    description:
      "Every site of the territories that you may ask about, in one published month: the last, or the latest that `datetime` touches. Each says which landlords are missing.",
    itemType: "feature",
    crs: ["http://www.opengis.net/def/crs/OGC/1.3/CRS84"],
    ...(first !== undefined &&
      last !== undefined && {
        extent: { temporal: { interval: [[beginOf(first), endOf(last)]] } },
      }),
    links: [
      link(`${base}/collections/sites`, "self", json, "This collection"),
      link(items, "items", geoJsonType, "Its sites"),
    ],
  };
}

export function collections(base: string, months: readonly string[]) {
  return {
    links: [link(`${base}/collections`, "self", json, "These collections")],
    collections: [sitesCollection(base, months)],
  };
}

export function link(href: string, rel: string, type: string, title: string): Link {
  return { href, rel, type, title };
}

function beginOf(month: string): string {
  return `${firstDay(monthNumber(month))}T00:00:00Z`;
}

function endOf(month: string): string {
  const next = Date.parse(`${firstDay(monthNumber(month) + 1)}T00:00:00Z`);
  return new Date(next - 1_000).toISOString().replace(".000", "");
}

const published =
  "https://schemas.opengis.net/ogcapi/features/part1/1.0/openapi/ogcapi-features-1.yaml#/components";
const answer = (description: string, type: string, schema: string) => ({
  description,
  content: { [type]: { schema: { $ref: `${published}/schemas/${schema}` } } },
});
const problems = {
  "400": { $ref: `${published}/responses/InvalidParameter` },
  default: answer("Why there is no answer, in `description`", json, "exception"),
};
const get = (
  operationId: string,
  description: string,
  [type, schema]: readonly [string, string],
  parameters: readonly object[] = [],
) => ({
  get: {
    operationId,
    description,
    parameters,
    responses: { "200": answer(description, type, schema), ...problems },
  },
});
const query = (name: string, description: string, schema: object) => ({
  name,
  in: "query",
  description,
  required: false,
  style: "form",
  explode: false,
  schema,
});

/** What can be asked of this service, as OpenAPI 3.0. */
export function openApi(base: string) {
  const parameters = {
    limit: query("limit", "How many sites a page has.", {
      type: "integer",
      minimum: 1,
      maximum: longestPage,
      default: longestPage,
    }),
    bbox: query("bbox", "Sites inside; those without a place are in none.", {
      type: "array",
      minItems: 4,
      maxItems: 6,
      items: { type: "number" },
    }),
    datetime: query("datetime", "The latest published month that it touches.", { type: "string" }),
    territory: query("territory", "Sites of one territory of the convention.", { type: "string" }),
    cursor: query("cursor", "As a link to the next page has it.", { type: "string" }),
  };
  const references = Object.keys(parameters).map((name) => ({
    $ref: `#/components/parameters/${name}`,
  }));
  const siteId = {
    name: "featureId",
    in: "path",
    description: "The site’s identifier, e.g. lisiere:R-0042.",
    required: true,
    schema: { type: "string" },
  };
  return {
    openapi: "3.0.3",
    info: { title: "Palier", version: "1.0.0", description: landingPage(base).description },
    servers: [{ url: base }],
    security: [{ session: [] }],
    paths: {
      "/": get("landingPage", "Where to go from here", [json, "landingPage"]),
      "/conformance": get("conformance", "Parts of the standard that are kept", [
        json,
        "confClasses",
      ]),
      "/api": {
        get: {
          operationId: "api",
          description: "This document",
          responses: {
            "200": {
              description: "This document",
              content: { [openApiType]: { schema: { type: "object" } } },
            },
          },
        },
      },
      "/collections": get("collections", "Collections", [json, "collections"]),
      "/collections/sites": get("sitesCollection", "The collection of sites", [json, "collection"]),
      "/collections/sites/items": get(
        "sites",
        "Sites of one month",
        [geoJsonType, "featureCollectionGeoJSON"],
        references,
      ),
      "/collections/sites/items/{featureId}": get(
        "site",
        "One site, in the last published month",
        [geoJsonType, "featureGeoJSON"],
        [siteId],
      ),
    },
    components: {
      parameters,
      securitySchemes: { session: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
    },
  };
}
