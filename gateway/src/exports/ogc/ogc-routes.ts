import { setTimeout } from "node:timers/promises";
import { type Request, type Response, Router } from "express";
import {
  choiceDocument,
  longestPage,
  placedSiteDocument,
  siteDocument,
} from "../asked/documents.js";
import type { Graph, GraphReader } from "../asked/graph-reader.js";
import { NotAnsweredError, statusOf, type Told } from "../asked/not-answered.js";
import { readParameters } from "../asked/parameters.js";
import { type Answer, refusal, requireAccepted, requireGet, served } from "../asked/served.js";
import { ListChangedError, settled } from "../asked/whole-list.js";
import {
  askFrame,
  type ConventionTerms,
  type Facts,
  type Framed,
  missingFacts,
  noTerritory,
} from "../tables/facts.js";
import { type Feature, featureOf } from "../tables/feature.js";
import { readPage } from "../tables/read-table.js";
import { type SiteFacts, sitesTable } from "../tables/sites.js";
import {
  collections,
  conformance,
  geoJsonType,
  landingPage,
  link,
  openApi,
  openApiType,
  sitesCollection,
} from "./descriptions.js";
import {
  isWithin,
  itemParameters,
  latestIn,
  listMark,
  type Place,
  placeText,
} from "./item-parameters.js";
import { type CoverPart, coverFor, type ScopeTerritory } from "./scope-cover.js";

export interface OgcParts {
  readonly graph: Graph;
  /** Where readers reach the gateway; null: where they say they do. */
  readonly publicOrigin: string | null;
  readonly log: (entry: string) => void;
}

/** `GET /ogc/…`: sites as OGC API - Features, core and GeoJSON, for QGIS and what else reads that. */
export function ogcRoutes({ graph, publicOrigin, log }: OgcParts): Router {
  const router = Router();
  const baseOf = ({ baseUrl, headers }: Request) =>
    `${publicOrigin ?? `http://${headers.host}`}${baseUrl}`;
  const serve = (path: string, answer: Answer) =>
    router.get(path, served(graph, log, sendException, answer));
  const describe = (path: string, type: string, text: (base: string) => object) =>
    serve(path, async ({ request, response }) => {
      readParameters(request.url, {});
      requireAccepted(request, [type, "application/json"]);
      response.type(type).send(JSON.stringify(text(baseOf(request))));
    });
  router.use(requireGet(sendException));
  describe("/", "application/json", landingPage);
  describe("/conformance", "application/json", () => conformance);
  describe("/api", openApiType, openApi);
  const describeMonths = (
    path: string,
    text: (base: string, months: readonly string[]) => object,
  ) =>
    serve(path, async ({ reader, request, response }) => {
      readParameters(request.url, {});
      requireAccepted(request, ["application/json"]);
      const { data } = await askChoice(reader);
      response.json(text(baseOf(request), data.convention?.months ?? []));
    });
  describeMonths("/collections", collections);
  describeMonths("/collections/sites", sitesCollection);
  serve("/collections/sites/items", async ({ reader, request, response }) => {
    const page = await readItems(reader, request, baseOf(request));
    response.type(geoJsonType).send(JSON.stringify(page));
  });
  serve("/collections/sites/items/:id", async ({ reader, request, response }) => {
    readParameters(request.url, {});
    requireAccepted(request, [geoJsonType, "application/json"]);
    const feature = await readItem(reader, `${request.params.id}`);
    const base = baseOf(request);
    const own = `${base}/collections/sites/items/${encodeURIComponent(`${feature.id}`)}`;
    const links = [
      link(own, "self", geoJsonType, "This site"),
      link(`${base}/collections/sites`, "collection", "application/json", "All sites"),
    ];
    response.type(geoJsonType).send(JSON.stringify({ ...feature, links }));
  });
  router.use((_request, response) => {
    sendException(response, refusal(404, "There is nothing here; begin at /ogc"));
  });
  return router;
}

/** As the standard has it, with the errors of the graph beside. */
function sendException(response: Response, { status, errors, headers = {} }: Told): void {
  const [first] = errors;
  response
    .status(status)
    .set(headers)
    .json({
      code: String(first?.extensions?.code ?? "UNAVAILABLE"),
      description: errors.map(({ message }) => message).join("\n"),
      errors,
    });
}

interface ChoiceAnswer extends Framed {
  readonly convention: (ConventionTerms & { readonly months: readonly string[] | null }) | null;
  readonly territories: readonly ScopeTerritory[] | null;
}

function askChoice(reader: GraphReader) {
  return askFrame<ChoiceAnswer>(reader, choiceDocument, {});
}

async function readItems(reader: GraphReader, request: Request, base: string) {
  const asked = readParameters(request.url, itemParameters);
  requireAccepted(request, [geoJsonType, "application/json"]);
  const { limit, bbox, datetime, cursor } = asked;
  const { data, ...frame } = await askChoice(reader);
  const month = latestIn(data.convention?.months ?? [], datetime ?? { from: null, to: null });
  const cover = coverFor(data.territories ?? [], asked.territory);
  const start: Place = cursor ?? { territory: cover[0]?.code ?? "", after: null };
  const { page, features, next } =
    month === null
      ? nothing
      : await firstPage(reader, { cover, start, month, limit: limit ?? longestPage, bbox, frame });
  const ownUrl = (place: Place | null) => {
    const parameters = new URLSearchParams({
      limit: `${limit ?? longestPage}`,
      // The months may have moved on by the next page.
      ...(month !== null && { datetime: month }),
      ...(bbox !== null && { bbox: bbox.join(",") }),
      ...(asked.territory !== null && { territory: asked.territory }),
      ...(place !== null && { cursor: placeText(place) }),
    });
    return `${base}/collections/sites/items?${parameters}`;
  };
  const at = new Date().toISOString();
  const facts: Facts = {
    recipient: frame.recipient,
    purpose: frame.purpose,
    convention: frame.convention,
    territory: asked.territory === null ? null : { code: asked.territory, name: null },
    month,
    at,
    rows: null,
    ...missingFacts(page?.missing ?? []),
  };
  const isCounted = cover.length === 1 && bbox === null;
  return {
    type: "FeatureCollection",
    timeStamp: at,
    ...(isCounted && { numberMatched: page?.totalCount ?? 0 }),
    numberReturned: features.length,
    links: [
      link(ownUrl(cursor), "self", geoJsonType, "This page"),
      ...(next === null ? [] : [link(ownUrl(next), "next", geoJsonType, "The next page")]),
      link(`${base}/collections/sites`, "collection", "application/json", "The collection"),
    ],
    palier: facts,
    features,
  };
}

const nothing = { page: null, features: [], next: null };

interface PageTerms {
  readonly cover: readonly CoverPart[];
  readonly start: Place;
  readonly month: string;
  readonly limit: number;
  readonly bbox: Parameters<typeof isWithin>[1] | null;
  readonly frame: { readonly convention: ConventionTerms };
}

/**
 * The next page that has any site: clients take an empty one for the end, whatever its links say. Each that is
 * looked at is asked for, and paid, as any.
 *
 * @throws ListChangedError where it is none of the list that its territory's first page began: clients add pages up.
 */
async function firstPage(
  reader: GraphReader,
  { cover, start, month, limit, bbox, frame }: PageTerms,
) {
  const table = sitesTable(await reader.isShown("Site.address"));
  let index = cover.findIndex(({ code }) => code === start.territory);
  let { after } = start;
  let list = start.after === null ? null : start.list;
  for (;;) {
    const part = cover[index];
    if (part === undefined) throw noTerritory(start.territory);
    const asked = { territory: part.code, month, first: limit, after };
    const page = await settled(
      () => readPage(reader, table, asked),
      (one) => list === null || listMark(one, frame.convention) === list,
      (milliseconds) => setTimeout(milliseconds, undefined, { signal: reader.leaving }),
    );
    const mark = listMark(page, frame.convention);
    list ??= mark;
    if (mark !== list) throw new ListChangedError("other landlords, entries or terms than before");
    const basis = { month, gridVersion: frame.convention.gridVersion, missing: page.missing };
    const features = page.entries
      .map((entry) => featureOf(table.columns, table.cells(entry, basis, page.errors)))
      .filter(({ properties }) => !part.without.has(`${properties.commune}`))
      .filter(({ geometry }) => {
        return bbox === null || (geometry !== null && isWithin(geometry.coordinates, bbox));
      });
    const next = placeAfter(cover, index, page.next, list);
    if (features.length > 0 || next === null) return { page, features, next };
    after = next.after;
    if (next.after === null) {
      index += 1;
      list = null;
    }
  }
}

function placeAfter(
  cover: readonly CoverPart[],
  index: number,
  after: string | null,
  list: string,
): Place | null {
  const part = after === null ? cover[index + 1] : cover[index];
  if (part === undefined) return null;
  const territory = part.code;
  return after === null ? { territory, after } : { territory, after, list };
}

interface SiteAnswer {
  readonly site: SiteFacts | null;
}

/** @throws NotAnsweredError for a site that is none of the reader's. */
async function readItem(reader: GraphReader, id: string): Promise<Feature> {
  const { data, convention } = await askChoice(reader);
  const month = latestIn(data.convention?.months ?? [], { from: null, to: null });
  if (month === null) throw noSite();
  const isPlaced = await reader.isShown("Site.address");
  const document = isPlaced ? placedSiteDocument : siteDocument;
  const answer = await reader.ask<SiteAnswer>(document, { site: id, month });
  const { site: node } = answer.data;
  if (node === null) {
    const { errors } = answer;
    throw errors.length > 0 ? new NotAnsweredError({ status: statusOf(errors), errors }) : noSite();
  }
  const table = sitesTable(isPlaced);
  const { dwellings, classification } = node;
  const entry = { cursor: "", level: classification?.level ?? null, dwellings, node };
  const basis = { month, gridVersion: convention.gridVersion, missing: [] };
  return featureOf(table.columns, table.cells(entry, basis, answer.errors));
}

function noSite(): NotAnsweredError {
  const words = {
    en: "There is no such site for your organisation",
    fr: "Il n’y a pas de tel site pour votre organisme",
  };
  return NotAnsweredError.asked([words], 404);
}
