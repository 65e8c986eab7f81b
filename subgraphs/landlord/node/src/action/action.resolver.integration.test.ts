import { ActionRow } from "@palier/landlord-store";
import { ExampleLandlord } from "../testing/example-landlord.js";

let landlord: ExampleLandlord;

beforeAll(async () => {
  landlord = await ExampleLandlord.open();
  await landlord.addSites([
    { id: 1, reference: "R-1" },
    { id: 2, reference: "R-2" },
  ]);
  const usual = { siteId: 1, status: "PLANNED", responsibleParty: "Ville" } as const;
  await landlord.store.getRepository(ActionRow).insert([
    { id: 1, ...usual, axis: 4, title: "Sans date" },
    { id: 2, ...usual, axis: 4, title: "Plus tard", dueDate: "2027-01-31", status: "DONE" },
    { id: 3, ...usual, axis: 4, title: "D'abord", dueDate: "2026-12-01" },
    { id: 4, ...usual, axis: 1, title: "Formation", dueDate: "2028-01-01" },
    {
      id: 5,
      siteId: 2,
      axis: 3,
      title: "Hall\nB",
      status: "DONE",
      responsibleParty: "\u202eVille",
    },
  ]);
});

afterAll(() => landlord.end());

const actions = (id: string, field: string) =>
  landlord.askOne("Site", id, `actions${field}`) as Promise<{ actions: { title: string }[] }>;

it("lists a site's actions by axis and due date, undated ones last", async () => {
  const listed = await actions("lisiere:R-1", "{ title }");
  expect(listed.actions.map(({ title }) => title)).toEqual([
    "Formation",
    "D'abord",
    "Plus tard",
    "Sans date",
  ]);
  expect(await actions("lisiere:R-2", "(axis: 1) { title }")).toEqual({ actions: [] });
});

it("shows no unseen character that an old store holds", async () => {
  expect(await actions("lisiere:R-2", "{ title responsibleParty }")).toEqual({
    actions: [{ title: "Hall B", responsibleParty: "Ville" }],
  });
});

it("selects an axis", async () => {
  expect(
    await actions("lisiere:R-1", "(axis: 1) { id axis title status dueDate responsibleParty }"),
  ).toEqual({
    actions: [
      {
        id: "4",
        axis: 1,
        title: "Formation",
        status: "PLANNED",
        dueDate: "2028-01-01",
        responsibleParty: "Ville",
      },
    ],
  });
  expect(await actions("lisiere:R-1", "(axis: 2) { title }")).toEqual({ actions: [] });
});

it.each([0, 6])("refuses axis %d", async (axis) => {
  const { data, errors } = await landlord.result(
    "Site",
    ["lisiere:R-1"],
    `actions(axis: ${axis}) { id }`,
  );
  expect(data?._entities).toEqual([{ actions: null }]);
  expect(errors).toMatchObject([
    {
      message: `axis is ${axis}; the action plan has the axes 1 to 5`,
      extensions: { code: "BAD_USER_INPUT" },
    },
  ]);
});
