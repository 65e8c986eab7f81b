import { type Graph, GraphReader } from "./graph-reader.js";

type Admission = Awaited<ReturnType<NonNullable<Graph["admissions"]>["admit"]>>;

/** Somebody who reads a file while these come into force, one a question; only whose terms they are is looked at. */
function readerUnder(versions: readonly object[], purpose: string | null) {
  const waiting = [...versions];
  const asked: unknown[] = [];
  const graph: Graph = {
    admissions: {
      admit: async () => {
        const session = { subject: "a", partner: { code: "police" } };
        return { caller: { session, views: waiting.shift() } } as unknown as Admission;
      },
    },
    secondsUnread: () => 0,
    execute: async (_document, variables, caller) => {
      asked.push(caller?.views);
      return { status: 200, headers: {}, result: { data: { ...variables } } };
    },
  };
  const headers = { authorization: "Bearer x", purpose };
  return { asked, reader: new GraphReader(graph, headers, new AbortController().signal) };
}

const document = { name: "ExportSites", text: "" } as Parameters<GraphReader["ask"]>[0];
const [first, second] = [{}, {}];

it.each([null, "INVESTIGATION"])("asks on under one version (purpose: %s)", async (purpose) => {
  const { reader, asked } = readerUnder([first, first, first], purpose);
  await reader.ask(document, {});
  await reader.ask(document, {});
  await reader.caller();
  expect(asked.map((views) => views === first)).toEqual([true, true]);
});

it.each([null, "INVESTIGATION"])(
  "asks nothing more once another version is in force (purpose: %s)",
  async (purpose) => {
    const { reader, asked } = readerUnder([first, second, first], purpose);
    await reader.ask(document, {});
    await expect(reader.ask(document, {})).rejects.toMatchObject({ name: "ListChangedError" });
    expect(asked).toHaveLength(1);
  },
);
