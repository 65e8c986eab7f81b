import { type CommuneWish, roomForCommunes } from "./commune-room";

function wish(code: string, at: CommuneWish["at"], level: 3 | 4, sites = 1): CommuneWish {
  const name = { text: code, x: 0, y: 0 };
  const card = { width: 60, height: 40, name, entries: [] };
  return { code, at, counts: [{ level, sites }], card };
}

function cardsOf(communes: readonly CommuneWish[]): readonly string[] {
  const rooms = roomForCommunes(communes, []);
  return [...rooms].flatMap(([code, { isCard }]) => (isCard ? [code] : [])).sort();
}

it("lets no card hide another mark", () => {
  expect(cardsOf([wish("a", [0, 0], 3, 9), wish("b", [40, 0], 4), wish("c", [400, 0], 3)])).toEqual(
    ["c"],
  );
});

it("gives room to the highest level first, then to most sites", () => {
  const first = wish("a", [0, 0], 3, 9);
  const second = wish("b", [60, 0], 4);
  expect(cardsOf([first, second])).toEqual(["b"]);
  expect(cardsOf([second, first])).toEqual(["b"]);
  expect(cardsOf([first, wish("c", [60, 0], 3, 2)])).toEqual(["a"]);
});

it("keeps a mark at its commune's centre unless sites stand there", () => {
  const site = { x: 0, y: 0, width: 26, height: 26 };
  const communes = [wish("a", [0, 0], 3), wish("b", [400, 0], 3)];
  const rooms = roomForCommunes(communes, [site]);
  expect(rooms.get("a")?.step).toEqual([0, 42]);
  expect(rooms.get("b")?.step).toEqual([0, 0]);
});

it("finds a place for every mark, however crowded", () => {
  const crowd = Array.from({ length: 9 }, (_, index) => wish(String(index), [index, 0], 3));
  const sites = [{ x: 0, y: 0, width: 500, height: 500 }];
  expect(roomForCommunes(crowd, sites).size).toBe(9);
});

it("cuts no card off at the edge", () => {
  const edge = { x: -50, y: 0, width: 100, height: 100 };
  expect(roomForCommunes([wish("a", [28, 0], 3)], [], [edge]).get("a")?.isCard).toBe(false);
});

it("lets a card step aside for another mark where there is room", () => {
  const two = [wish("a", [0, 0], 3), wish("b", [40, 0], 4)];
  const rooms = roomForCommunes(two, [], [], true);
  expect([...rooms.values()].map(({ isCard }) => isCard)).toEqual([true, true]);
});
