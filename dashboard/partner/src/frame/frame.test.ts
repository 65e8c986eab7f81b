import { districtsOf, type FrameTerritory } from "./frame";

function territory(
  code: string,
  kind: FrameTerritory["kind"],
  communes: readonly string[] | null,
): FrameTerritory {
  const inside = communes?.map((each) => ({ code: each })) ?? null;
  return { code, name: code, kind, center: null, communes: inside };
}

const territories = [
  territory("247700057", "INTERCOMMUNALITY", ["77288", "77285", "77152"]),
  territory("77288", "COMMUNE", ["77288"]),
  territory("77152", "COMMUNE", ["77152"]),
  territory("QP-PLEIN-CIEL", "PRIORITY_DISTRICT", ["77288", "77285"]),
  territory("QP-MONTAIGU", "PRIORITY_DISTRICT", ["77288"]),
  territory("QP-UNKNOWN", "PRIORITY_DISTRICT", null),
];

it.each([
  ["247700057", ["QP-PLEIN-CIEL", "QP-MONTAIGU"]],
  ["77288", ["QP-PLEIN-CIEL", "QP-MONTAIGU"]],
  ["77152", []],
  ["QP-MONTAIGU", ["QP-PLEIN-CIEL"]],
  ["nowhere", []],
])("finds the districts of %s that share a commune with it, and not itself", (code, districts) => {
  expect(districtsOf(territories, code).map((each) => each.code)).toEqual(districts);
});
