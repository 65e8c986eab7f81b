import type { PlannedAction } from "../../plan/plan";
import { planCalendar } from "./plan-calendar";

const head = {
  name: "Plan; d’action, Melun",
  about: "Destinataire : Coordination, Melun",
  language: "fr",
  reference: "melun/2026",
  at: new Date("2026-11-28T09:30:00Z"),
};

function action(facts: Partial<PlannedAction>): PlannedAction {
  const site = { id: "lisiere:R-1", name: null, commune: null, communeCode: null };
  return {
    ...{ key: "cursor", id: "7", axis: 3, title: "Éclairage", status: "PLANNED" },
    ...{ dueDate: "2026-12-01", responsibleParty: null, partner: null, changedOn: null },
    sites: [{ ...site, landlord: "lisiere" }],
    ...facts,
  };
}

function write(actions: readonly PlannedAction[], at = head.at): string {
  return planCalendar(actions, { ...head, at }, ({ title }) => ({
    ...{ title: title ?? "", place: "Les Ormes, Melun", about: "Axe 3 ; un\nÉtat : prévue" },
  }));
}

/** Lines as RFC 5545, 3.1 has them put together again. */
function linesOf(text: string): readonly string[] {
  return text.replaceAll("\r\n ", "").split("\r\n");
}

it("writes a due day as a day, and what an entry needs, by RFC 5545", () => {
  expect(linesOf(write([action({ changedOn: "2026-11-02" })]))).toEqual(
    expect.arrayContaining([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Palier//Palier//FR",
      "X-WR-CALNAME:Plan\\; d’action\\, Melun",
      "X-WR-CALDESC:Destinataire : Coordination\\, Melun",
      "UID:lisiere/7/melun%2F2026@palier",
      "DTSTAMP:20261128T093000Z",
      "DTSTART;VALUE=DATE:20261201",
      "SUMMARY:Éclairage",
      "LOCATION:Les Ormes\\, Melun",
      "DESCRIPTION:Axe 3 \\; un\\nÉtat : prévue",
      "TRANSP:TRANSPARENT",
      "STATUS:CONFIRMED",
      "LAST-MODIFIED:20261102T000000Z",
      "END:VCALENDAR",
    ]),
  );
});

it("says for whom it is before its first entry", () => {
  const lines = linesOf(write([action({})]));
  const about = lines.indexOf("X-WR-CALDESC:Destinataire : Coordination\\, Melun");
  expect(about).toBeGreaterThan(0);
  expect(about).toBeLessThan(lines.indexOf("BEGIN:VEVENT"));
});

it("folds lines at 75 octets, through no letter of several", () => {
  const title = "Réaménagement\\ du local ; à ordures, « été » 🌳 ".repeat(6);
  const text = write([action({ title })]);
  expect(text.endsWith("\r\n") || text.endsWith("END:VCALENDAR")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of text.split("\r\n")) {
    expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect(line).not.toContain("�");
  }
  const escaped = title.replaceAll(/[\\;,]/g, "\\$&");
  expect(linesOf(text)).toContain(`SUMMARY:${escaped}`);
});

it("gives an action the same UID in each file, and two actions never one", () => {
  const uidsOf = (text: string) => linesOf(text).filter((line) => line.startsWith("UID:"));
  const other = { id: "orme:1", name: null, commune: null, communeCode: null, landlord: "orme" };
  const plan = [action({}), action({ id: "8" }), action({ sites: [other] })];
  const uids = uidsOf(write(plan));
  expect(new Set(uids).size).toBe(plan.length);
  const later = plan.map((each) => ({ ...each, key: "elsewhere", dueDate: "2027-01-15" }));
  expect(uidsOf(write(later, new Date("2026-12-24T10:00:00Z")))).toEqual(uids);
});

it("leaves out what has no day, and says what was given up", () => {
  const text = write([action({ dueDate: null }), action({ id: "8", status: "ABANDONED" })]);
  expect(linesOf(text).filter((line) => line === "BEGIN:VEVENT")).toHaveLength(1);
  expect(text).toContain("STATUS:CANCELLED");
});
