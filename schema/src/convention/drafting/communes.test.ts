import { Communes } from "./communes.js";

const essonne = { code: "91", name: "Essonne" };
const creuse = { code: "23", name: "Creuse" };
const charente = { code: "16", name: "Charente" };
const communes = new Communes([
  { code: "91538", name: "Saint-Aubin", department: essonne, population: 700 },
  { code: "23900", name: "Saint-Aubin", department: creuse, population: 40 },
  { code: "16052", name: "Bors (Canton de Tude)", department: charente, population: 90 },
  { code: "16053", name: "Bors (Canton de Sud)", department: charente, population: 60 },
  { code: "91086", name: "Bondoufle", department: essonne, population: null },
]);

it.each([
  ["91538", ["91538"]],
  [" saint aubin ", ["91538", "23900"]],
  ["Saint-Aubin (91)", ["91538"]],
  ["SAINT AUBIN (creuse)", ["23900"]],
  ["Saint-Aubin (75)", []],
  ["Bors", ["16052", "16053"]],
  ["bors (canton de sud)", ["16053"]],
  ["", []],
  ["(91)", []],
])("finds what %j may mean", (written, codes) => {
  expect(communes.find(written).map(({ code }) => code)).toEqual(codes);
});

it("proposes the nearest names, of namesakes the largest first, and nothing far away", () => {
  expect(communes.nearest("Saint-Aubain").map(({ code }) => code)).toEqual(["91538", "23900"]);
  expect(communes.nearest("Constantinople")).toEqual([]);
});
