import { monthNumber, monthsBetween } from "@palier/schema";
import type { DataSource } from "typeorm";
import { exampleEntry } from "../access-log/access-entry.fixture.js";
import { AccessLog } from "../access-log/access-log.js";
import { Keeper } from "../access-log/keep-log.fixture.js";
import { replaceActions } from "../action/replace-actions.js";
import { readyStore } from "../database/ready-store.fixture.js";
import { recordDecision } from "../decision/record-decision.js";
import { closeMonths } from "../month/close-months.js";
import { pausePartner } from "../partner/pause.repository.js";
import { withBackupText } from "./write-backup.js";

const january = monthNumber("2025-01");

/** A landlord's database with something in every table, and what opens it. */
export interface FilledStore {
  readonly url: string;
  readonly store: DataSource;
  readonly keeper: Keeper;
}

export async function fillStore(): Promise<FilledStore> {
  const { databaseUrl: url, store } = await readyStore("lisiere");
  await store.query(`
    INSERT INTO site (reference, name, commune, priority_district, longitude, latitude, dwellings)
    VALUES ('A', 'Les Tilleuls', '77288', NULL, 2.655400123456789, 48.5397, 60),
      (E'B\\\\.', E'Rue du 8\\tMai\\n\\\\.\\n', '77285', 'QP1', NULL, NULL, 40);
    INSERT INTO import_file (name, rows_loaded) VALUES ('2025.csv', 24);
    INSERT INTO incident (id, site_id, day, category, file_id, line)
    SELECT gen_random_uuid(), 1, make_date(2025, month, rank), category, 1, month * 100 + rank
    FROM generate_series(1, 12) AS month, generate_series(1, 2) AS rank,
      unnest(ARRAY['DRUG_DEALING', 'ARSON']) AS category;
    INSERT INTO incident_personal SELECT id, 'Mme Dupont', NULL, repeat('é ', 200) FROM incident;
    INSERT INTO incident_source (file_id, line, source_row)
    SELECT DISTINCT file_id, line, 'A;' || line || E';"a\\\\b\\n"' FROM incident;
  `);
  const keeper = await Keeper.of(store);
  await keeper.sign(12);
  await closeMonths(store, monthsBetween(january, january + 11));
  await recordDecision(store, {
    siteReference: "A",
    level: 4,
    reason: "Tirs",
    author: "M. Martin",
    fromMonth: january + 11,
    untilMonth: january + 12,
  });
  const action = { axis: 1, title: "Éclairage", status: "PLANNED", dueDate: null } as const;
  await replaceActions(store, [{ ...action, siteReference: "A", responsibleParty: "Ville" }]);
  await pausePartner(store, "mairie", "Audit", "M. Martin");
  const log = new AccessLog(store);
  for (const number of [1, 2, 3]) await log.append(exampleEntry(number));
  return { url, store, keeper };
}

/** Everything that a store holds, to the byte, but for when it was looked at, and that it was restored. */
export async function contentOf(store: DataSource): Promise<string> {
  const pieces = await withBackupText(store, async (_, text) => {
    const read: Buffer[] = [];
    for await (const piece of text) read.push(piece);
    return read;
  });
  return contentIn(Buffer.concat(pieces).toString());
}

/** The same of a backup's text. */
export function contentIn(text: string): string {
  const from = text.indexOf("\nCOPY restoration (");
  const to = text.indexOf("\nCOPY ", from + 1);
  if (from < 0 || to < 0)
    throw new Error("the text of a backup has restorations, and not at its end");
  return `${text.slice(0, from)}${text.slice(to)}`
    .replace(/"takenAt":"[^"]+",/, "")
    .replace(/\{"name":"restoration","columns":\[[^\]]*\],"rows":\d+,"numbering":[^}]*\}+,/, "");
}
