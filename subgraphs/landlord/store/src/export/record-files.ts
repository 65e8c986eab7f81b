/** A file of the export of a whole record: a table as its landlord reads it. */
export interface RecordFile {
  readonly name: string;
  readonly is: string;
  /** Each column with what it holds; the query gives them in this order. */
  readonly columns: Readonly<Record<string, string>>;
  readonly query: string;
  /** Tables of the store that are in it, wholly. */
  readonly tables: readonly string[];
}

export const month = (column: string) =>
  `CASE WHEN ${column} BETWEEN 1 AND 999999 THEN lpad((${column} / 12)::text, 4, '0') || '-' || lpad((${column} % 12 + 1)::text, 2, '0') END`;
export const point = (column: string) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
export const monthList = (column: string) =>
  `(SELECT string_agg(${month("number")}, '|' ORDER BY number) FROM unnest(${column}) AS number)`;

const siteIs = "the landlord's reference of the site";
const idIs = "public id of the incident";
const atIs = "instant, UTC";
const codes = {
  category: "code of the nomenclature",
  time_band: "MORNING, AFTERNOON, EVENING, NIGHT; empty: not known",
  place: "where on the site; empty: not known",
  severity: "1 to 4; empty: not known",
  complaint_reference: "of the complaint that was filed",
  target: "whom or what it was aimed at",
  follow_up: "NONE, MAIN_COURANTE, PRE_COMPLAINT, COMPLAINT; empty: not recorded",
} as const;
const personal = {
  reporter: "who reported it",
  staff: "staff concerned",
  source: "who told the landlord",
  narrative: "free text",
} as const;
const valueColumns = Object.keys(codes).join(", ");

/** Everything that a landlord holds but the access log, in the order in which it is read. */
export const recordFiles: readonly RecordFile[] = [
  {
    name: "sites.csv",
    is: "sites, with what is told of them last",
    columns: {
      site: siteIs,
      name: "name",
      address: "postal address",
      commune: "INSEE code",
      priority_district: "code of the QPV; empty: in none",
      longitude: "WGS 84",
      latitude: "WGS 84",
      dwellings: "how many",
      first_month: "empty: as old as the record",
      last_month: "empty: it goes on",
      facts_from: "since when name, commune, district and dwellings hold; empty: always",
    },
    query: `SELECT reference, name, address, commune, priority_district, longitude, latitude, dwellings,
      ${month("first_month")}, ${month("last_month")}, ${month("facts_from")} FROM site ORDER BY reference`,
    tables: ["site"],
  },
  {
    name: "site-history.csv",
    is: "what held of sites before",
    columns: {
      site: siteIs,
      from_month: "first month; empty: as old as the record",
      to_month: "last month",
      name: "name",
      commune: "INSEE code",
      priority_district: "code of the QPV",
      dwellings: "how many",
    },
    query: `SELECT reference, ${month("from_month")}, ${month("to_month")}, past.name, past.commune,
      past.priority_district, past.dwellings FROM site_past AS past JOIN site ON site.id = site_id
      ORDER BY reference, from_month`,
    tables: ["site_past"],
  },
  {
    name: "site-mergers.csv",
    is: "sites whose incidents another one's levels count",
    columns: { site: siteIs, part: "the site that became a part of it", from_month: "since when" },
    query: `SELECT site.reference, part.reference, ${month("from_month")} FROM site_part
      JOIN site ON site.id = site_id JOIN site AS part ON part.id = part_id ORDER BY 1, 2`,
    tables: ["site_part"],
  },
  {
    name: "site-numbers.csv",
    is: "further numbers of sites in the landlord's files",
    columns: { site: siteIs, number: "the other number", from_month: "since when" },
    query: `SELECT reference, number, ${month("from_month")} FROM site_number
      JOIN site ON site.id = site_id ORDER BY 1, 2`,
    tables: ["site_number"],
  },
  {
    name: "incidents.csv",
    is: "incidents with their circumstances and what is known of persons",
    columns: {
      id: idIs,
      site: siteIs,
      day: "YYYY-MM-DD",
      ...codes,
      ...personal,
      file: "number of the file, of imports.csv",
      line: "line of that file",
    },
    query: `SELECT i.id, reference, day, ${valueColumns}, reporter, staff, source, narrative, file_id, line
      FROM incident AS i JOIN site ON site.id = site_id LEFT JOIN incident_personal ON incident_id = i.id
      ORDER BY day, i.id`,
    tables: ["incident", "incident_personal"],
  },
  {
    name: "corrections.csv",
    is: "what incidents were after each act on them, from their import on",
    columns: {
      id: idIs,
      version: "number, ascending",
      act: "IMPORTED, CORRECTED, WITHDRAWN, RESTORED, UNDONE",
      at: atIs,
      reason: "why",
      author: "who",
      account: "of the database",
      import: "number of the import; empty: by hand",
      is_withdrawn: "t where the incident is withdrawn now",
      site: siteIs,
      day: "YYYY-MM-DD; empty, as what follows, where the act left no value",
      ...codes,
      ...personal,
      file: "number of the file",
      line: "line of that file",
    },
    query: `SELECT v.incident_id, v.id, act, ${point("made_at")}, reason, author, account, import_id,
      EXISTS (SELECT FROM withdrawn_incident AS w WHERE w.incident_id = v.incident_id), reference, day,
      ${valueColumns}, reporter, staff, source, narrative, file_id, line
      FROM incident_version AS v LEFT JOIN site ON site.id = site_id
      LEFT JOIN incident_version_personal AS p ON p.version_id = v.id ORDER BY v.id`,
    tables: ["incident_version", "incident_version_personal", "withdrawn_incident"],
  },
  {
    name: "source-rows.csv",
    is: "rows of files as they stood",
    columns: { file: "number of the file", line: "where the row begins", row: "the row" },
    query: "SELECT file_id, line, source_row FROM incident_source ORDER BY file_id, line",
    tables: ["incident_source"],
  },
  {
    name: "imports.csv",
    is: "imports and their files",
    columns: {
      import: "number of the import",
      file: "number of the file",
      name: "of the file",
      at: atIs,
      author: "who",
      account: "of the database",
      rows_loaded: "incidents that it brought",
      rows_corrected: "incidents that it corrected",
      is_update: "t: taken as corrections",
      is_purged: "t: some of what it brought is purged",
      undone_at: atIs,
      undone_by: "who took it back",
      told_again:
        "files imported later that told some of the same incidents, the last of each import, separated by |",
    },
    query: `SELECT r.id, f.id, f.name, ${point("f.imported_at")}, author, account, rows_loaded, rows_corrected,
      is_update, is_purged, ${point("undone_at")}, undone_by, (SELECT string_agg(file_name, '|' ORDER BY told_by)
        FROM import_retold AS told WHERE told.import_id = r.id)
      FROM import_file AS f LEFT JOIN import_run AS r ON r.id = f.import_id ORDER BY f.id`,
    tables: ["import_run", "import_file", "import_retold"],
  },
  {
    name: "actions.csv",
    is: "the action plan",
    columns: {
      action: "its number",
      axis: "1 to 5",
      title: "title",
      status: "status",
      due_date: "YYYY-MM-DD",
      responsible_party: "who answers for it",
      partner: "the convention's partner whom it concerns",
      changed_on: "YYYY-MM-DD",
      sites: "references, separated by |",
    },
    query: `SELECT a.id, axis, title, status, due_date, responsible_party, partner, changed_on,
      (SELECT string_agg(reference, '|' ORDER BY reference) FROM site WHERE site.id = a.site_id
        OR site.id IN (SELECT f.site_id FROM action_further_site AS f WHERE f.action_id = a.id))
      FROM action AS a ORDER BY a.id`,
    tables: ["action", "action_further_site"],
  },
  {
    name: "action-history.csv",
    is: "what actions were after each act on them",
    columns: {
      action: "its number",
      act: "ADDED, CHANGED, CLOSED",
      at: atIs,
      author: "who",
      account: "of the database",
      axis: "1 to 5",
      title: "title",
      status: "status",
      due_date: "YYYY-MM-DD",
      responsible_party: "who answers for it",
      partner: "the convention's partner",
      sites: "references, separated by |",
    },
    query: `SELECT action_id, act, ${point("changed_at")}, author, account, axis, title, status, due_date,
      responsible_party, partner, array_to_string(sites, '|') FROM action_change ORDER BY id`,
    tables: ["action_change"],
  },
  {
    name: "decisions.csv",
    is: "decisions on levels",
    columns: {
      decision: "its number",
      site: siteIs,
      level: "1 to 4",
      from_month: "first month",
      until_month: "last month",
      reason: "why",
      author: "who",
      at: atIs,
      withdrawn_at: atIs,
      withdrawn_by: "who",
      withdrawal_reason: "why",
    },
    query: `SELECT d.id, reference, level, ${month("from_month")}, ${month("until_month")}, reason, author,
      ${point("decided_at")}, ${point("withdrawn_at")}, withdrawn_by, withdrawal_reason
      FROM decision AS d JOIN site ON site.id = site_id ORDER BY d.id`,
    tables: ["decision"],
  },
  {
    name: "closed-months.csv",
    is: "months whose reporting is complete",
    columns: { month: "YYYY-MM", closed_at: atIs },
    query: `SELECT ${month("month")}, ${point("closed_at")} FROM closed_month ORDER BY month`,
    tables: ["closed_month"],
  },
  {
    name: "counts.csv",
    is: "incidents of closed months",
    columns: { site: siteIs, month: "YYYY-MM", category: "code", incidents: "how many" },
    query: `SELECT reference, ${month("month")}, category, incidents FROM incident_count
      JOIN site ON site.id = site_id ORDER BY month, reference, category`,
    tables: ["incident_count"],
  },
  {
    name: "levels.csv",
    is: "levels, a row for as long as nothing changes; it speaks for months that have levels",
    columns: {
      site: siteIs,
      from_month: "first month",
      to_month: "last month; empty: it goes on",
      computed_level: "1 to 4, by the grid",
      held_level: "with the stability of levels",
      level: "as it is published",
      since: "first month at that level",
      decision: "number of the decision in force",
    },
    query: `SELECT reference, ${month("from_month")}, ${month("to_month")}, computed_level, held_level, level,
      ${month("since")}, decision_id FROM classification JOIN site ON site.id = site_id
      ORDER BY reference, from_month`,
    tables: ["classification"],
  },
  {
    name: "level-totals.csv",
    is: "sites and dwellings a month, place and level",
    columns: {
      month: "YYYY-MM",
      commune: "INSEE code",
      priority_district: "code of the QPV",
      level: "1 to 4; 0: undetermined",
      sites: "how many",
      dwellings: "how many",
    },
    query: `SELECT ${month("month")}, commune, priority_district, level, sites, dwellings FROM level_tally
      ORDER BY month, commune, priority_district, level`,
    tables: ["level_tally"],
  },
  {
    name: "releases.csv",
    is: "what was released to those who may not read small numbers; the numbers are in release-line.csv and release-cell.csv",
    columns: {
      release: "number, from 0 on",
      made_at: atIs,
      threshold: "a count below it was small",
      grid: "version",
      families: "codes, separated by |",
      convention: "reference",
      convention_version: "number",
      convention_hash: "of its text",
      closed_months: "on which its levels rest, YYYY-MM, separated by |",
      published_months: "of which it published counts, YYYY-MM, separated by |",
      shown: "counts that are shown and not zero",
      zeros: "counts of none that are shown",
      small: "counts withheld because they are small",
      further: "counts withheld besides",
    },
    query: `SELECT step, ${point("made_at")}, threshold, grid, array_to_string(families, '|'),
      convention_reference, convention_version, convention_hash, ${monthList("closed_months")},
      ${monthList("published_months")}, shown, zeros, small, further FROM release ORDER BY step`,
    tables: ["release"],
  },
  {
    name: "restorations.csv",
    is: "when the record was put back from a backup, and what its landlord said of releases made after that",
    columns: {
      taken_at: atIs,
      restored_at: atIs,
      answer: "NONE_MADE, MADE_AGAIN or ACCEPTED; empty: not told yet, and nothing is released",
      author: "who told it, by function",
      answered_at: atIs,
    },
    query: `SELECT ${point("taken_at")}, ${point("restored_at")}, answer, author, ${point("answered_at")}
      FROM restoration ORDER BY restored_at`,
    tables: ["restoration"],
  },
  {
    name: "release-levels.csv",
    is: "levels as they were released, with the gates that were met",
    columns: {
      site: siteIs,
      month: "YYYY-MM",
      release: "number of the release",
      dwellings: "how many it was computed with",
      counted: "sites whose counts it rests on, separated by |",
      met: "whether each gate of the grid is met, separated by |",
      are_gates_withheld: "t: where small numbers are withheld the level alone is shown",
      republished_by:
        "number of the release that published it again, or took it back; empty: it holds",
    },
    query: `SELECT reference, ${month("month")}, release_step, level.dwellings,
      (SELECT string_agg(coalesce(part.reference, part_id::text), '|' ORDER BY place)
       FROM unnest(counted) WITH ORDINALITY AS of_site (part_id, place) LEFT JOIN site AS part ON part.id = part_id),
      array_to_string(met, '|'), are_gates_withheld, republished_by
      FROM release_level AS level LEFT JOIN site ON site.id = site_id
      ORDER BY month, reference, release_step`,
    tables: ["release_level"],
  },
  {
    name: "purges.csv",
    is: "what purges took away",
    columns: {
      begun_at: atIs,
      ended_at: atIs,
      account: "of the database",
      detail_before: "month before which incidents went",
      counts_before: "month before which counts went",
      incidents: "how many",
      versions: "of corrected and withdrawn incidents, and of actions",
      source_rows: "rows of files",
      counts: "of a site, month and category",
      log_entries: "of the access log",
      problem: "what could not be purged",
    },
    query: `SELECT ${point("begun_at")}, ${point("ended_at")}, account, ${month("detail_before")},
      ${month("counts_before")}, incidents, versions, source_rows, counts, log_entries, problem
      FROM purge_run ORDER BY id`,
    tables: ["purge_run"],
  },
  {
    name: "erasures.csv",
    is: "erasures of a person's traces, without the words",
    columns: {
      at: atIs,
      author: "who",
      account: "of the database",
      by_text: "t: found by words",
      incidents: "how many",
      values_erased: "in incidents, versions and what was submitted",
      source_rows: "rows of files",
    },
    query: `SELECT ${point("made_at")}, author, account, by_text, incidents, values_erased, source_rows
      FROM erasure ORDER BY id`,
    tables: ["erasure"],
  },
];

/** Points of sites that have one, as features; the properties are those of `sites.csv`. */
export const siteFeatures = `
  SELECT json_build_object('type', 'Feature',
    'geometry', json_build_object('type', 'Point', 'coordinates', json_build_array(longitude, latitude)),
    'properties', json_build_object('site', reference, 'name', name, 'address', address, 'commune', commune,
      'priority_district', priority_district, 'dwellings', dwellings))::text AS line
  FROM site WHERE longitude IS NOT NULL AND latitude IS NOT NULL ORDER BY reference`;

/** Of the log: it has a file of its own. Of the node: the salt of public ids, which is a secret. */
export const notExported: readonly string[] = [
  "node",
  "access_log",
  "access_log_head",
  "access_log_purge",
  "access_log_purged",
  // From it follows what was withheld for whose sake.
  "release_key",
  // Hashes of keys.
  "submitting_system",
];
