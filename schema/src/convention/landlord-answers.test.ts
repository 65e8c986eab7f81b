import { entryOf, parseLandlordAnswers, stockIn } from "./landlord-answers.js";

const answers = {
  name: "Glycine Habitat & Cité",
  organisationNumber: "552100554",
  address: "https://palier.glycine.example",
  mailbox: "surete@glycine.example",
  stock: [{ commune: "77288", dwellings: 300 }],
};
const parse = (changes: object = {}) =>
  parseLandlordAnswers(JSON.stringify({ ...answers, ...changes }), "answers.yaml");

it("makes an entry of a few answers", () => {
  expect(entryOf(parse())).toEqual({
    slug: "glycine-habitat-cite",
    name: "Glycine Habitat & Cité",
    endpoint: "https://palier.glycine.example/graphql",
    correspondent: { role: "Référent sûreté", email: "surete@glycine.example" },
    stock: [{ commune: "77288", dwellings: 300 }],
  });
});

it("takes the landlord's own words where it has some", () => {
  const own = { slug: "glycine", role: "Direction", address: "http://127.0.0.1:4107/palier" };
  expect(entryOf(parse(own))).toMatchObject({
    slug: "glycine",
    endpoint: "http://127.0.0.1:4107/palier",
    correspondent: { role: "Direction" },
  });
});

it.each([
  [{ organisationNumber: "123456789" }, /SIREN/],
  [{ address: "ftp://glycine.example" }, /http/],
  [{ mailbox: "nobody" }, /mailbox/],
  [{ stock: [] }, /stock of at least one commune/],
  [{ name: "3F" }, /makes no short name/],
  [{ slug: "Glycine" }, /lower-case/],
])("refuses %j", (changes, words) => {
  expect(() => parse(changes)).toThrow(words);
});

it.each([
  ["77288 1240", [{ commune: "77288", dwellings: 1240 }]],
  [
    "77288 1240, 2A004/QN07701M  120",
    [
      { commune: "77288", dwellings: 1240 },
      { commune: "2A004", priorityDistrict: "QN07701M", dwellings: 120 },
    ],
  ],
  ["77288", null],
  ["77288 1240; 77152 3", null],
  ["", null],
])("reads %j as what is declared", (text, declared) => {
  expect(stockIn(text)).toEqual(declared);
});
