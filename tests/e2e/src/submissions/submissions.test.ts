import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { importIncidents, loadSubmissions } from "@palier/landlord-import";
import {
  addSubmittingSystem,
  closeMonths,
  type LandlordStore,
  openStore,
  prepareSubmissionLogin,
  reopenMonths,
  revokeSubmittingSystem,
} from "@palier/landlord-store";
import { monthNumber, monthsBetween } from "@palier/schema";
import { createDatabase } from "@palier/test-support";
import { SubmissionListener } from "./submission-listener.js";

const clock = () => new Date("2026-11-20T12:00:00Z");

let databaseUrl: string;
let submitUrl: string;
let store: LandlordStore;
/** Of two sites, of all, and of one that may ask twice a minute. */
let key: string;
let wideKey: string;
let listener: SubmissionListener;

beforeAll(async () => {
  databaseUrl = await createDatabase();
  store = await openStore(databaseUrl, "lisiere");
  await store.query(`
    INSERT INTO site (reference, name, commune, dwellings) VALUES
      ('R-1', 'Les Tilleuls', '77288', 60), ('R-2', 'Le Parc', '77288', 40), ('R-3', 'Le Lac', '77288', 40)`);
  key = await addSystem("tickets", ["R-1", "R-2"]);
  wideKey = await addSystem("patrol", null);
  submitUrl = await prepareSubmissionLogin(store);
  listener = await SubmissionListener.start(submitUrl);
}, 60_000);
afterAll(async () => {
  await listener.end("SIGTERM");
  await store.destroy();
});

function addSystem(name: string, sites: string[] | null, perMinute = 1_000): Promise<string> {
  return addSubmittingSystem(store, { name, sites, perMinute });
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

async function send(
  body: unknown,
  { bearer = key, at = listener, type = "application/json" } = {},
): Promise<Answer> {
  const response = await fetch(at.url, {
    method: "POST",
    headers: { "content-type": type, ...(bearer && { authorization: `Bearer ${bearer}` }) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return answerOf(response);
}

async function ask(reference: string, bearer = key): Promise<Answer> {
  const headers = { authorization: `Bearer ${bearer}` };
  return answerOf(await fetch(`${listener.url}/${encodeURIComponent(reference)}`, { headers }));
}

async function answerOf(response: Response): Promise<Answer> {
  const { status, headers } = response;
  return { status, headers, body: (await response.json()) as Record<string, unknown> };
}

const codeOf = ({ body }: Answer) =>
  (body.errors as { extensions: { code: string } }[])[0]?.extensions.code;

const ticket = (reference: string, changes: object = {}) => ({
  reference,
  incidents: [
    {
      reference,
      site: "R-1",
      day: "2026-11-03",
      category: "NOISE",
      narrative: "bruit",
      ...changes,
    },
  ],
});

const load = () => loadSubmissions(store, { slug: "lisiere", clock });

async function incidents(): Promise<{ site: string; day: string; category: string }[]> {
  return store.query(
    `SELECT site.reference AS site, day::text, category FROM incident JOIN site ON site.id = site_id
     ORDER BY day, category`,
  );
}

/** Of a system's submission, whatever the listener says of it. */
async function stored(reference: string): Promise<{ state: string; content: string | null }[]> {
  return store.query("SELECT state, content FROM submission WHERE reference = $1", [reference]);
}

beforeEach(() => store.query("TRUNCATE incident, incident_source, incident_personal, submission"));

it("carries a ticket into a site's level", async () => {
  const months = ["2026-04", "2026-06", "2026-09"];
  for (const month of months) {
    const told = ticket(`T-${month}`, { day: `${month}-03`, category: "DRUG_DEALING" });
    expect(await send(told)).toMatchObject({ status: 202, body: { state: "WAITING" } });
    expect(await load()).toBe(1);
    const known = { alreadyKnown: 0, withdrawn: 0, purged: 0, passedOver: 0 };
    const added = { state: "LOADED", added: 1, ...known };
    expect(await ask(`T-${month}`)).toMatchObject({ status: 200, body: added });
  }
  await closeMonths(store, monthsBetween(monthNumber("2025-11"), monthNumber("2026-10")), clock);
  const levels = await store.query(
    "SELECT reference, held_level AS level FROM classification JOIN site ON site.id = site_id WHERE to_month = 1000000 ORDER BY 1",
  );
  expect(levels).toEqual([
    { reference: "R-1", level: 3 },
    { reference: "R-2", level: 1 },
    { reference: "R-3", level: 1 },
  ]);
  const closed = await send(ticket("T-late", { day: "2026-10-30" }));
  expect(closed.status).toBe(202);
  expect(await load()).toBe(0);
  const waits = { reference: "T-late", state: "WAITING", closedMonths: ["2026-10"] };
  expect(await ask("T-late")).toMatchObject({ status: 200, body: waits });
  // What it waits for is told at once, also to who would wait long for it to be loaded.
  const patient = await SubmissionListener.start(submitUrl, { waitMs: 15_000 });
  try {
    const again = await send(ticket("T-late", { day: "2026-10-30" }), { at: patient });
    expect(again).toMatchObject({ status: 202, body: waits });
  } finally {
    await patient.end("SIGTERM");
  }
  // Something else may come in its place, as long as it waits for that.
  expect(await send(ticket("T-late", { day: "2026-10-31" }))).toMatchObject({ status: 202 });
  await load();
  await reopenMonths(store, [monthNumber("2026-10")], clock);
  const other = await send(ticket("T-late", { day: "2026-10-29" }));
  expect([other.status, codeOf(other)]).toEqual([409, "CONFLICT"]);
  expect(await load()).toBe(1);
  expect(await ask("T-late")).toMatchObject({ body: { state: "LOADED", added: 1 } });
  expect(await incidents()).toContainEqual({ site: "R-1", day: "2026-10-31", category: "NOISE" });
});

it("answers 201 once it is loaded, and 422 with the list that a file would get", async () => {
  const patient = await SubmissionListener.start(submitUrl, { waitMs: 15_000 });
  try {
    const sent = send(ticket("T-1"), { at: patient });
    while ((await stored("T-1")).length === 0) await pause(10);
    await load();
    expect(await sent).toMatchObject({ status: 201, body: { reference: "T-1", state: "LOADED" } });
    const rows = [
      { reference: "A", site: "R-1", day: "2026-11-04", category: "NOISE", narrative: "a\nb" },
      { reference: "B", site: "R-9", day: "2026-11-31", category: "QUARREL" },
      { reference: "C", site: "R-3", day: "2026-11-04", category: "NOISE" },
      { site: "R-1", day: "2026-11-04", category: "NOISE" },
    ];
    const refused = send({ reference: "T-2", incidents: rows }, { at: patient });
    while ((await stored("T-2")).length === 0) await pause(10);
    await load();
    const { status, body } = await refused;
    expect(status).toBe(422);
    const problems = body.problems as { incident: number; value: string; expected: string }[];
    expect(new Set(problems.map(({ incident }) => incident))).toEqual(new Set([2, 3, 4]));
    expect(problems).toContainEqual({
      incident: 3,
      column: "",
      value: "R-3",
      expected: "a site of which this system may submit",
    });
    expect(problems).toContainEqual(
      expect.objectContaining({ incident: 2, value: "QUARREL", column: "category" }),
    );
    expect(await incidents()).toHaveLength(1);
  } finally {
    await patient.end("SIGTERM");
  }
});

it("loads a reference once: again the same answer, another content 409, refused ones may be mended", async () => {
  await send(ticket("T-1"));
  // The order of keys says nothing.
  const [row] = ticket("T-1").incidents;
  const turned = Object.fromEntries(Object.entries(row ?? {}).reverse());
  expect(await send({ incidents: [turned], reference: "T-1" })).toMatchObject({ status: 202 });
  await load();
  expect(await send(ticket("T-1"))).toMatchObject({ status: 201, body: { added: 1 } });
  const other = await send(ticket("T-1", { category: "GRAFFITI" }));
  expect([other.status, codeOf(other)]).toEqual([409, "CONFLICT"]);
  expect(await incidents()).toHaveLength(1);
  await send(ticket("T-2", { category: "QUARREL" }));
  await load();
  expect(await send(ticket("T-2"))).toMatchObject({ status: 202 });
  await load();
  expect(await ask("T-2")).toMatchObject({ body: { state: "LOADED" } });
  // Another system's references are its own.
  expect(await ask("T-2", wideKey)).toMatchObject({ status: 404 });
});

it("knows an incident that a file brought, and a file knows one that was submitted", async () => {
  await send(ticket("T-1"));
  await load();
  const file = join(tmpdir(), `palier-submitted-${randomUUID()}.csv`);
  await writeFile(
    file,
    "reference,site,day,category,narrative\nT-1,R-1,2026-11-03,NOISE,bruit\nT-5,R-1,2026-11-05,NOISE,\n",
  );
  try {
    const summary = await importIncidents(store, [file], { clock });
    expect(summary).toMatchObject({ incidentsAdded: 1, alreadyKnown: 1 });
  } finally {
    await rm(file);
  }
  await send(ticket("T-5", { day: "2026-11-05", narrative: "" }));
  await load();
  expect(await ask("T-5")).toMatchObject({ body: { added: 0, alreadyKnown: 1 } });
  expect(await incidents()).toHaveLength(2);
});

it("keeps nothing of what was submitted once it is settled, and says who brought it", async () => {
  await send(ticket("T-1"));
  await send(ticket("T-2", { category: "QUARREL" }));
  expect((await stored("T-1"))[0]?.content).toContain("bruit");
  await load();
  expect([await stored("T-1"), await stored("T-2")]).toEqual([
    [{ state: "LOADED", content: null }],
    [{ state: "REFUSED", content: null }],
  ]);
  const [run] = await store.query("SELECT author FROM import_run ORDER BY id DESC LIMIT 1");
  expect(run).toEqual({ author: "system tickets" });
});

it("lets nobody in without a valid key, and reads no body before", async () => {
  for (const bearer of ["", "palier_x", `palier_${"A".repeat(43)}`, "Bearer", key.slice(0, -1)]) {
    const answer = await send(ticket("T-1"), { bearer });
    expect([answer.status, codeOf(answer)]).toEqual([401, "NO_KEY"]);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  }
  const old = await addSystem("old", null);
  await revokeSubmittingSystem(store, "old");
  const revoked = await send(ticket("T-1"), { bearer: old });
  expect([revoked.status, codeOf(revoked)]).toEqual([403, "REVOKED"]);
  // A body that never comes keeps nobody waiting for the answer.
  const { hostname, port } = new URL(listener.url);
  const socket = connect(Number(port), hostname);
  socket.write("POST /incidents HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n");
  const [first] = (await once(socket, "data")) as [Buffer];
  expect(first.toString()).toMatch(/^HTTP\/1\.1 401 /);
  socket.destroy();
  expect(await store.query("SELECT FROM submission")).toEqual([]);
});

it("bounds what one may send, and how often", async () => {
  const large = await send({ reference: "T-1", incidents: [{ narrative: "x".repeat(1_100_000) }] });
  expect(large.status).toBe(413);
  expect((await send("reference=T-1", { type: "text/plain" })).status).toBe(415);
  expect((await send("{")).status).toBe(400);
  for (const body of [
    [],
    {},
    { reference: "T-1", incidents: [] },
    { reference: "", incidents: ticket("T").incidents },
    { reference: "T\n1", incidents: ticket("T").incidents },
    { reference: "T-1", incidents: Array.from({ length: 101 }, () => ({ site: "R-1" })) },
    { reference: "T-1", incidents: [{ site: { deep: true } }] },
    { reference: "T-1", incidents: [{ "a\nb": "x" }] },
    { reference: "T-1", incidents: [{ site: "R-1" }], also: 1 },
  ]) {
    const answer = await send(body);
    expect([answer.status, codeOf(answer)]).toEqual([400, "FORMAT"]);
  }
  expect((await fetch(new URL("/elsewhere", listener.url))).status).toBe(404);
  const headers = { authorization: `Bearer ${key}` };
  expect((await fetch(listener.url, { method: "DELETE", headers })).status).toBe(405);
  const slow = await addSystem("slow", null, 2);
  const answers = [];
  for (const reference of ["S-1", "S-2", "S-3"]) {
    answers.push(await send(ticket(reference), { bearer: slow }));
  }
  expect(answers.map(({ status }) => status)).toEqual([202, 202, 429]);
  expect(Number(answers[2]?.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(await store.query("SELECT reference FROM submission ORDER BY 1")).toEqual([
    { reference: "S-1" },
    { reference: "S-2" },
  ]);
});

it("loses nothing that it took when it is killed before it answers, and loads it once", async () => {
  const doomed = await SubmissionListener.start(submitUrl, { waitMs: 15_000 });
  const sent = send(ticket("T-1"), { at: doomed }).then(
    () => "answered",
    () => "cut off",
  );
  while ((await stored("T-1")).length === 0) await pause(10);
  await doomed.end("SIGKILL");
  expect(await sent).toBe("cut off");
  expect(await send(ticket("T-1"))).toMatchObject({ status: 202 });
  expect(await load()).toBe(1);
  expect(await send(ticket("T-1"))).toMatchObject({ status: 201, body: { added: 1 } });
  expect(await incidents()).toHaveLength(1);
});

it("loads once what was loaded and not yet settled when its loader was killed", async () => {
  await send(ticket("T-1"));
  // Loading is a transaction of its own, settling another one: that waits here.
  await store.query(`
    CREATE FUNCTION hold_settling() RETURNS trigger LANGUAGE plpgsql AS
      'BEGIN PERFORM pg_advisory_xact_lock(316); RETURN NEW; END';
    CREATE TRIGGER hold_settling BEFORE UPDATE OF state ON submission
      FOR EACH ROW EXECUTE FUNCTION hold_settling()`);
  const holder = store.createQueryRunner();
  await holder.query("SELECT pg_advisory_lock(316)");
  const command = fileURLToPath(new URL("../../../../cli/dist/main.js", import.meta.url));
  const child = fork(command, ["systems", "load", "--landlord", "lisiere"], {
    execArgv: [],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: { PATH: process.env.PATH, DATABASE_URL: databaseUrl },
  });
  const ended = once(child, "exit");
  while ((await incidents()).length === 0) {
    if (child.exitCode !== null) throw new Error("the loader ended");
    await pause(10);
  }
  child.kill("SIGKILL");
  await ended;
  await holder.query("SELECT pg_advisory_unlock(316)");
  await holder.release();
  await store.query("DROP FUNCTION hold_settling CASCADE");
  await load();
  const { body } = await ask("T-1");
  expect(body.state).toBe("LOADED");
  expect(await incidents()).toHaveLength(1);
});
