import type { GateCondition } from "../grid/grid.js";
import type { Words } from "../ground/words.js";
import type { Nomenclature } from "../nomenclature/nomenclature.js";

/** A condition of a gate as a sentence without its verb: what must be there, and how much of it. */
export function conditionWords(
  { measure, families, atLeast }: GateCondition,
  nomenclature: Nomenclature,
): Words {
  const of = familyWords(families, nomenclature);
  const { floor, perHundredDwellings: share } = atLeast;
  if (measure === "MONTHS") {
    return {
      fr: `Au moins ${floor} mois avec un fait ${of.fr}`,
      en: `At least ${floor} months with an incident ${of.en}`,
    };
  }
  const [frenchMore, englishMore] =
    share === 0
      ? ["", ""]
      : [
          `, et ${share} pour 100 logements, arrondis au-dessus, si c’est davantage`,
          `, and ${share} for each 100 dwellings, rounded up, if that is more`,
        ];
  return {
    fr: `Au moins ${floor} faits ${of.fr}${frenchMore}`,
    en: `At least ${floor} incidents ${of.en}${englishMore}`,
  };
}

/** Families have commas in their names: each stands in quotation marks. */
function familyWords(families: readonly string[], nomenclature: Nomenclature): Words {
  const labels = families.map(
    (code) =>
      nomenclature.families.find((family) => family.code === code)?.label ?? { fr: code, en: code },
  );
  const french = listOf(
    labels.map(({ fr }) => `«\u202f${fr}\u202f»`),
    "ou",
  );
  const english = listOf(
    labels.map(({ en }) => `“${en}”`),
    "or",
  );
  return labels.length === 1
    ? { fr: `de la famille ${french}`, en: `of the family ${english}` }
    : {
        fr: `des familles ${french}, comptées ensemble`,
        en: `of the families ${english}, counted together`,
      };
}

function listOf(texts: readonly string[], last: string): string {
  return texts.length < 2
    ? texts.join("")
    : `${texts.slice(0, -1).join(", ")} ${last} ${texts.slice(-1)}`;
}
