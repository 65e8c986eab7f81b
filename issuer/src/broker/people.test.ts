import { writeConvention } from "@palier/schema/testing";
import { type People, parsePeople } from "./people.js";

const { convention } = writeConvention();
const read = (text: string): People => parsePeople(text, "people.yaml", convention);
const listed = read(`organisations:
  - partner: police-melun
    siret: "11001401600015"
    people: [Commissaire@police.example, opaque-subject]
  - partner: mairie-dammarie
    siret: "21770152500016"
    people: [commissaire@police.example]
`);
const police = ["11001401600015"];

it("finds the partner by the organisation and the person together", () => {
  const email = "commissaire@POLICE.example";
  expect(listed.partnerOf({ subject: "x", email, organisations: police })).toBe("police-melun");
  expect(listed.partnerOf({ subject: "x", email, organisations: ["21770152500016"] })).toBe(
    "mairie-dammarie",
  );
  expect(listed.partnerOf({ subject: "opaque-subject", email: null, organisations: police })).toBe(
    "police-melun",
  );
});

it("compares the provider's own names exactly", () => {
  const person = { subject: "OPAQUE-subject", email: null, organisations: police };
  expect(listed.partnerOf(person)).toBe("PERSON");
});

it("takes nobody's subject for an address", () => {
  const person = { subject: "x", email: "opaque-subject", organisations: police };
  expect(listed.partnerOf({ ...person, email: "other@police.example" })).toBe("PERSON");
  expect(listed.partnerOf({ ...person, organisations: [] })).toBe("ORGANISATION");
});

it("names line, column and what would be right for everything wrong", () => {
  const text = `organisations:
  - partner: gendarmerie
    siret: "11001401600015"
    people: [a@police.example, A@police.example]
`;
  expect(() => read(text)).toThrow(/people.yaml:2:5: the convention has no partner "gendarmerie"/);
  expect(() => read(text)).toThrow(/people.yaml:4:32: stands twice for one organisation/);
  expect(() => read("organisations: [{ partner: x, siret: 110, people: [] }]")).toThrow(
    "write the organisation's SIRET in quotes, 14 digits",
  );
  expect(() => read("organisation: []")).toThrow('unknown key "organisation"');
});

it("leaves out an organisation of no partner while it follows the file, and takes the rest", () => {
  const text = `organisations:
  - { partner: gone, siret: "11001401600015", people: [a@police.example] }
  - { partner: police-melun, siret: "11001401600015", people: [b@police.example] }
`;
  expect(() => read(text)).toThrow('the convention has no partner "gone"');
  const followed = parsePeople(text, "people.yaml", convention, true);
  const person = (email: string) => ({ subject: "x", email, organisations: police });
  expect(followed.partnerOf(person("a@police.example"))).toBe("PERSON");
  expect(followed.partnerOf(person("b@police.example"))).toBe("police-melun");
});
