import type { MigrationInterface, QueryRunner } from "typeorm";
import { asLogOwner } from "./as-log-owner.js";

const functions = "count_access_log(date), forget_counted_months()";

/**
 * How often partners asked, month by month, for whom a convention shows counts of the access log. A
 * month that is over is counted once: what it takes to tell twelve does not grow with the log.
 */
export class CountAccessLog1794300000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await asLogOwner(
      queryRunner,
      ["access_log_month"],
      [table, count, forget, `REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC;`],
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await asLogOwner(
      queryRunner,
      ["access_log"],
      [
        "DROP TRIGGER access_log_purged_months ON access_log_purged;",
        `DROP FUNCTION ${functions};`,
        "DROP TABLE access_log_month;",
      ],
    );
  }
}

const table = `
  -- Months that are over, as they were counted; nothing in it says who asked, or what.
  CREATE TABLE access_log_month (
    -- The first day of the month, in UTC.
    month date PRIMARY KEY,
    -- [{"kind", "outcome", "operations"}, …], kind null where it was not proved who asked.
    counts jsonb NOT NULL
  );
`;

/**
 * Null for what is no whole month, for one that was not over a day ago, since an entry may be written
 * late, and for one of which anything has been purged: a count of the rest would be a wrong one.
 *
 * In canonical JSON a quote inside a text is escaped, so that a key with its quotes is found as text: a
 * fifth of the time that it takes to read each entry.
 *
 * An entry stands for as many operations as it says: those that were refused or turned away in numbers are
 * counted in one (RefusalRecorder, TurnedAway).
 */
const count = `
  CREATE FUNCTION count_access_log(month date) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $function$
  DECLARE
    found jsonb;
    isKnown boolean;
  BEGIN
    IF month IS NULL OR month <> date_trunc('month', month)
      OR month + interval '1 month' > now() - interval '1 day' THEN
      RETURN NULL;
    END IF;
    SELECT known.counts INTO found FROM access_log_month AS known
      WHERE known.month = count_access_log.month;
    isKnown := found IS NOT NULL;
    IF NOT isKnown THEN
      SELECT coalesce(jsonb_agg(to_jsonb(counted) ORDER BY counted.kind, counted.outcome), '[]')
        INTO found FROM (
          SELECT nullif(btrim(access.kind, '"'), 'null') AS kind, access.outcome, sum(CASE
            WHEN refusal.reason ~ '^[0-9]+ (requests without valid proofs|more refused requests) since '
              THEN substring(refusal.reason FROM '^([0-9]{1,15})')::numeric
            WHEN refusal.reason LIKE 'turned away unread since %' THEN (
              SELECT sum(told[1]::numeric)
              FROM regexp_matches(refusal.reason, '([0-9]{1,15}) × ', 'g') AS told)
            ELSE 1 END) AS operations
          FROM access_log AS log, LATERAL (
            SELECT split_part(split_part(log.entry, ',"kind":', 2), ',', 1) AS kind,
              split_part(split_part(log.entry, ',"decision":"', 2), '"', 1) AS outcome
          ) AS access, LATERAL (
            SELECT CASE access.outcome WHEN 'REFUSED' THEN log.entry::json->>'reason' END AS reason
          ) AS refusal
          WHERE log.at >= month AND log.at < month + interval '1 month'
          GROUP BY access.kind, access.outcome
        ) AS counted;
    END IF;
    -- After the count: a purge that ended meanwhile may have taken some of it.
    IF month <= (SELECT day FROM access_log_purged ORDER BY sequence DESC LIMIT 1) THEN
      RETURN NULL;
    END IF;
    IF NOT isKnown THEN
      INSERT INTO access_log_month VALUES (count_access_log.month, found) ON CONFLICT DO NOTHING;
    END IF;
    RETURN found;
  END $function$;
`;

const forget = `
  CREATE FUNCTION forget_counted_months() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $function$
  BEGIN
    DELETE FROM access_log_month WHERE month <= (SELECT max(day) FROM purged);
    RETURN NULL;
  END $function$;

  CREATE TRIGGER access_log_purged_months AFTER INSERT ON access_log_purged
    REFERENCING NEW TABLE AS purged FOR EACH STATEMENT EXECUTE FUNCTION forget_counted_months();
`;
