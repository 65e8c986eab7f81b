import {
  actionStatuses,
  monthNumber,
  monthOfDay,
  nomenclature1,
  openStatuses,
} from "@palier/schema";
import { runs } from "@palier/schema/testing";
import { readConvention } from "@palier/service";
import { demonstrationConvention } from "@palier/test-support";
import { type ClassifiedSite, classifyDemonstration } from "./classify-demonstration.js";
import { dialectOf } from "./file/dialects.js";
import { isLeftBlank } from "./file/incident-rows.js";
import { generateDemonstration } from "./generate-demonstration.js";
import type { DemonstrationIncident } from "./record/demonstration.js";

const convention = readConvention(demonstrationConvention);
const demonstration = generateDemonstration(convention);
const classified = classifyDemonstration(demonstration);
const lastIndex = demonstration.months.length - 1;
const sites = demonstration.landlords.flatMap((landlord) => landlord.sites);
const incidents = demonstration.landlords.flatMap((landlord) => landlord.incidents);

describe("sites", () => {
  it("are some 220 to 320, of 8 to 350 dwellings", () => {
    expect(sites.length).toBeGreaterThanOrEqual(220);
    expect(sites.length).toBeLessThanOrEqual(320);
    for (const { dwellings } of sites) {
      expect(dwellings).toBeGreaterThanOrEqual(8);
      expect(dwellings).toBeLessThanOrEqual(350);
    }
  });

  it("are told apart by name, and by address within a landlord", () => {
    expect(new Set(sites.map(({ name }) => name)).size).toBe(sites.length);
    for (const landlord of demonstration.landlords) {
      const addresses = landlord.sites.map(({ address }) => address);
      expect(new Set(addresses).size).toBe(addresses.length);
    }
  });

  it("stand within a kilometre and a half of their commune's middle, but for districts between two", () => {
    const centers = new Map(convention.territories.map(({ code, center }) => [code, center]));
    for (const { commune, priorityDistrict, longitude, latitude } of sites) {
      const center = centers.get(commune);
      if (!center) throw new Error(`No point for ${commune}`);
      const reachKm = priorityDistrict === null ? 1.5 : 2.5;
      const northKm = (latitude - center.latitude) * 111;
      const eastKm = (longitude - center.longitude) * 74;
      expect(northKm * northKm + eastKm * eastKm).toBeLessThan(reachKm * reachKm);
    }
  });
});

describe("incidents", () => {
  it("are 10,000 to 20,000, about half of them minor, over every published month", () => {
    expect(incidents.length).toBeGreaterThan(10_000);
    expect(incidents.length).toBeLessThan(20_000);
    const minor = incidents.filter(({ severity }) => severity === 1).length / incidents.length;
    expect(minor).toBeGreaterThan(0.4);
    expect(minor).toBeLessThan(0.6);
    const months = new Set(incidents.map(({ day }) => monthOfDay(day)));
    expect([...months].sort((one, other) => one - other)).toEqual(demonstration.months);
    expect(demonstration.months[0]).toBe(monthNumber("2023-11"));
    expect(demonstration.months.at(-1)).toBe(monthNumber("2026-10"));
  });

  it("use every category of the nomenclature and no other", () => {
    const used = new Set(incidents.map(({ category }) => category));
    expect([...used].sort()).toEqual([...nomenclature1.categories.keys()].sort());
  });

  it("follow the seasons", () => {
    expect(ofMonths("NOISE", ["06", "07", "08"])).toBeGreaterThan(
      2 * ofMonths("NOISE", ["12", "01", "02"]),
    );
    expect(ofMonths("LOITERING", ["06", "07", "08"])).toBeGreaterThan(
      1.5 * ofMonths("LOITERING", ["12", "01", "02"]),
    );
    expect(ofMonths("FLY_TIPPING", ["03", "04", "05"])).toBeGreaterThan(
      1.5 * ofMonths("FLY_TIPPING", ["10", "11", "12"]),
    );
    expect(ofMonths("OTHER_INCIVILITY", ["07", "12"])).toBeGreaterThan(
      1.5 * ofMonths("OTHER_INCIVILITY", ["06", "11"]),
    );
  });

  it("gather on the eve of the national day", () => {
    const fireworks = incidents.filter(({ category }) => category === "OTHER_INCIVILITY");
    const july = fireworks.filter(({ day }) => day.slice(5, 7) === "07");
    const eve = july.filter(({ day }) => ["13", "14"].includes(day.slice(8)));
    expect(eve.length / july.length).toBeGreaterThan(0.25);
  });

  it("led to complaints within the year at most hard sites of whoever records complaints", () => {
    const hard = classified.filter(({ months }) => (months.at(-1)?.level ?? 0) >= 3);
    const recorded = hard.filter(({ slug }) => dialectOf(slug).columns.complaint !== undefined);
    const complained = recorded.filter(({ slug, site }) =>
      demonstration.landlords
        .find((landlord) => landlord.slug === slug)
        ?.incidents.some(
          (incident) =>
            incident.site === site.reference &&
            incident.complaint !== null &&
            monthOfDay(incident.day) > (demonstration.months.at(-13) ?? 0),
        ),
    );
    expect(complained.length / recorded.length).toBeGreaterThan(0.8);
  });

  it("are recorded poorly by one landlord: half of them without the time, none with a severity", () => {
    const poor = demonstration.landlords.filter(({ slug, incidents: own }) => {
      const dialect = dialectOf(slug);
      const blank = own.filter((incident) => isLeftBlank("timeBand", incident, dialect));
      return blank.length / own.length > 0.4 && dialect.columns.severity === undefined;
    });
    expect(poor.map(({ slug }) => slug)).toEqual(["foyer-des-bateliers"]);
  });

  it("carry a reference of their own within a landlord", () => {
    for (const landlord of demonstration.landlords) {
      const references = landlord.incidents.map(({ reference }) => reference);
      expect(new Set(references).size).toBe(references.length);
    }
  });
});

describe("levels over the months", () => {
  it("are undetermined until ten months are closed, then known", () => {
    for (const { months } of classified) {
      expect(months.slice(0, 9).every(({ status }) => status === "UNDETERMINED")).toBe(true);
      expect(months.slice(9).every(({ status }) => status === "CLASSIFIED")).toBe(true);
    }
  });

  it("rise from 1 to 4 at some sites and fall from 4 to 2 step by step at others", () => {
    const paths = classified.map(({ months }) =>
      months
        .map(({ heldLevel }) => heldLevel ?? "")
        .join("")
        .replaceAll(/(\d)\1+/g, "$1"),
    );
    expect(paths.filter((path) => /^[12]+3?4$/.test(path)).length).toBeGreaterThanOrEqual(2);
    expect(paths.filter((path) => path.includes("432")).length).toBeGreaterThanOrEqual(2);
  });

  it("rise at some site and fall at another in each of the last eighteen months", () => {
    const still = demonstration.months.slice(18).flatMap((month, index) => {
      const moves = new Set(movesOf(classified, 18 + index).map(({ from, to }) => to > from));
      return moves.size === 2 ? [] : [month];
    });
    expect(still).toEqual([]);
  });

  it("are entered and left, 3 and 4, in the last month, whatever the seed, and 4 within the year", () => {
    const moves = movesOf(classified, lastIndex);
    expect(moves.filter(({ from, to }) => from < 3 && to >= 3)).not.toEqual([]);
    expect(moves.filter(({ from, to }) => from >= 3 && to < 3)).not.toEqual([]);
    const ofYear = Array.from({ length: 12 }, (_, ago) => movesOf(classified, lastIndex - ago));
    expect(ofYear.flat().filter(({ to }) => to === 4).length).toBeGreaterThan(2);
    expect(ofYear.flat().filter(({ from }) => from === 4)).not.toEqual([]);
    for (let seed = 1; seed <= runs(3); seed += 1) {
      const other = movesOf(
        classifyDemonstration(generateDemonstration(convention, seed)),
        lastIndex,
      );
      const crossings = other.filter(({ from, to }) => from >= 3 !== to >= 3);
      expect({ seed, ways: new Set(crossings.map(({ from, to }) => to > from)).size }).toEqual({
        seed,
        ways: 2,
      });
    }
  });

  it("change the share of levels 3 and 4 little by little, between a sixth and a third", () => {
    const shares = demonstration.months.slice(9).map((_, index) => hardShare(index + 9));
    for (const [index, share] of shares.entries()) {
      expect(share).toBeGreaterThan(1 / 6);
      expect(share).toBeLessThan(1 / 3);
      expect(Math.abs(share - (shares[index - 1] ?? share))).toBeLessThan(0.03);
    }
    expect(new Set(shares).size).toBeGreaterThan(6);
  });

  it("are hardest in priority districts", () => {
    const hard = classified.filter(({ months }) => (months.at(-1)?.level ?? 0) >= 3);
    const inDistricts = hard.filter(({ site }) => site.priorityDistrict !== null);
    expect(inDistricts.length).toBeGreaterThan(hard.length / 2);
  });
});

describe("actions and decisions", () => {
  it("fall under the five axes, more of them at hard sites", () => {
    const actions = demonstration.landlords.flatMap((landlord) => landlord.actions);
    expect([...new Set(actions.map(({ axis }) => axis))].sort()).toEqual([1, 2, 3, 4, 5]);
    const actionsAt = new Map<string, number>();
    for (const { slug, actions: own } of demonstration.landlords) {
      for (const { site } of own) {
        actionsAt.set(`${slug} ${site}`, (actionsAt.get(`${slug} ${site}`) ?? 0) + 1);
      }
    }
    const mean = (isHard: boolean) => {
      const chosen = classified.filter(({ months }) => (months.at(-1)?.level ?? 0) >= 3 === isHard);
      const sum = chosen.reduce(
        (total, { slug, site }) => total + (actionsAt.get(`${slug} ${site.reference}`) ?? 0),
        0,
      );
      return sum / chosen.length;
    };
    expect(mean(true)).toBeGreaterThan(4);
    expect(mean(false)).toBeLessThan(1.5);
  });

  it("are of several parties in every status, some of them late, some changed in the last month", () => {
    const actions = demonstration.landlords.flatMap((landlord) => landlord.actions);
    expect(new Set(actions.map(({ status }) => status))).toEqual(new Set(actionStatuses));
    expect(new Set(actions.map(({ responsibleParty }) => responsibleParty)).size).toBeGreaterThan(
      5,
    );
    expect(new Set(actions.map(({ partner }) => partner)).size).toBeGreaterThan(4);
    const open = actions.filter(({ status }) => openStatuses.includes(status));
    const late = open.filter(({ dueDate }) => monthOfDay(dueDate) <= monthNumber("2026-10"));
    expect(late.length).toBeGreaterThan(15);
    expect(late.length).toBeLessThan(open.length / 4);
    const changed = actions.filter(({ changedOn }) => changedOn.startsWith("2026-10"));
    expect(new Set(changed.map(({ status }) => status)).size).toBeGreaterThan(2);
    expect(actions.every(({ changedOn }) => changedOn <= "2026-10-31")).toBe(true);
  });

  it("last six months at most, some in force and some over", () => {
    const last = monthNumber("2026-10");
    const decisions = demonstration.landlords.flatMap((landlord) => landlord.decisions);
    expect(decisions.every(({ fromMonth, untilMonth }) => untilMonth - fromMonth <= 5)).toBe(true);
    expect(decisions.filter(({ untilMonth }) => untilMonth >= last)).toHaveLength(2);
    expect(decisions.filter(({ untilMonth }) => untilMonth < last)).toHaveLength(2);
  });
});

/** Sites whose level is another than in the month before. */
function movesOf(sites: readonly ClassifiedSite[], index: number) {
  return sites.flatMap(({ months }) => {
    const from = months[index - 1]?.level ?? 0;
    const to = months[index]?.level ?? 0;
    return from === to ? [] : [{ from, to }];
  });
}

function ofMonths(category: string, months: readonly string[]): number {
  const isThen = ({ day }: DemonstrationIncident) => months.includes(day.slice(5, 7));
  return incidents.filter((incident) => incident.category === category && isThen(incident)).length;
}

/** Share of dwellings at levels 3 and 4. */
function hardShare(index: number): number {
  const hard = classified.filter(({ months }) => (months[index]?.level ?? 0) >= 3);
  const dwellings = (chosen: typeof classified) =>
    chosen.reduce((sum, { site }) => sum + site.dwellings, 0);
  return dwellings(hard) / dwellings(classified);
}
