/** What held of each site and in which months, one row for as long as nothing of it changed. */
export const sitePeriods = `(
  SELECT id AS site_id, first_month, facts_from AS from_month, last_month AS to_month,
    commune, priority_district, dwellings
  FROM site
  UNION ALL
  SELECT site_id, first_month, from_month, to_month,
    site_past.commune, site_past.priority_district, site_past.dwellings
  FROM site_past JOIN site ON site.id = site_id
)`;
