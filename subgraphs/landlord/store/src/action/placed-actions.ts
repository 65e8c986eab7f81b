/** Every action beside each of the sites where it is done: columns action_id, site_id. SQL. */
export const placedActions = `(
  SELECT id AS action_id, site_id FROM action
  UNION ALL SELECT action_id, site_id FROM action_further_site
)`;
