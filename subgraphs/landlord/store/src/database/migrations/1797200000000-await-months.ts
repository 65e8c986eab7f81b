import type { MigrationInterface, QueryRunner } from "typeorm";

/** What was submitted for a closed month waits for it to be reopened, and may be replaced as long as it does. */
export class AwaitMonths1797200000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- MonthNumbers: closed when it was last tried, for which alone it was not loaded.
      ALTER TABLE submission ADD COLUMN awaited_months integer[]
        CONSTRAINT submission_awaited_check CHECK (awaited_months IS NULL OR state = 'WAITING');
      ${submissionState(`coalesce(submission.outcome, (
        SELECT CASE WHEN count(*) > 0 THEN jsonb_build_object('closedMonths', jsonb_agg(
          to_char(make_date(closed.month / 12, closed.month % 12 + 1, 1), 'YYYY-MM') ORDER BY closed.month)) END
        FROM closed_month AS closed, purge_horizon WHERE closed.month = ANY (awaited_months)
          -- Those before are purged, and are reopened by nobody.
          AND closed.month >= greatest(detail_before, gates_before)))`)}
      ${submitIncidents({
        isSettled: `known.state <> 'REFUSED'
          AND NOT EXISTS (SELECT FROM closed_month WHERE month = ANY (known.awaited_months))`,
        sameAgain: `IF FOUND AND known.state = 'WAITING' AND known.content_hash = told_hash THEN
          RETURN 'SAME';
        END IF;`,
        isFull: `(SELECT count(*) FROM (SELECT FROM submission
            WHERE state = 'WAITING' AND system_id = found_system AND awaited_months IS NULL LIMIT 1000) AS waiting) >= 1000
          OR (SELECT count(*) FROM (SELECT FROM submission
            WHERE state = 'WAITING' AND system_id = found_system LIMIT 10000) AS waiting) >= 10000`,
        alsoSet: "awaited_months = NULL, ",
      })}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ${submissionState("submission.outcome")}
      ${submitIncidents({
        isSettled: "known.state <> 'REFUSED'",
        sameAgain: "",
        isFull: `(SELECT count(*) FROM (SELECT FROM submission
            WHERE state = 'WAITING' AND system_id = found_system LIMIT 1000) AS waiting) >= 1000`,
        alsoSet: "",
      })}
      ALTER TABLE submission DROP COLUMN awaited_months;
    `);
  }
}

const submissionState = (outcome: string) => `
  CREATE OR REPLACE FUNCTION submission_state(hash bytea, told_reference text)
  RETURNS TABLE (state text, outcome jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT submission.state, ${outcome}
    FROM submission JOIN submitting_system AS system ON system.id = system_id
    WHERE key_hash = hash AND revoked_at IS NULL AND reference = told_reference
  $$;`;

/** Its answers are those of before. */
const submitIncidents = ({
  isSettled,
  sameAgain,
  isFull,
  alsoSet,
}: {
  readonly isSettled: string;
  readonly sameAgain: string;
  readonly isFull: string;
  readonly alsoSet: string;
}) => `
  CREATE OR REPLACE FUNCTION submit_incidents(hash bytea, told_reference text, told_hash bytea, told_content text)
  RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE
    found_system integer;
    known submission;
  BEGIN
    IF octet_length(told_content) > 1048576 OR length(told_reference) NOT BETWEEN 1 AND 200
       OR octet_length(told_hash) <> 32 THEN
      RAISE EXCEPTION 'a submission out of bounds';
    END IF;
    -- Two of one system follow one another, so that one reference is stored once.
    SELECT id INTO found_system FROM submitting_system
      WHERE key_hash = hash AND revoked_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN RETURN 'UNKNOWN'; END IF;
    SELECT * INTO known FROM submission
      WHERE system_id = found_system AND reference = told_reference FOR UPDATE;
    IF FOUND AND ${isSettled} THEN
      RETURN CASE WHEN known.content_hash = told_hash THEN 'SAME' ELSE 'OTHER' END;
    END IF;
    ${sameAgain}
    IF ${isFull} THEN
      RETURN 'FULL';
    END IF;
    INSERT INTO submission (system_id, reference, content_hash, content, month)
    VALUES (found_system, told_reference, told_hash, told_content,
      (extract(year FROM now() AT TIME ZONE 'Europe/Paris') * 12
        + extract(month FROM now() AT TIME ZONE 'Europe/Paris') - 1)::integer)
    ON CONFLICT ON CONSTRAINT submission_reference_key DO UPDATE
      SET content_hash = excluded.content_hash, content = excluded.content, month = excluded.month,
        ${alsoSet}state = 'WAITING', outcome = NULL, attempts = 0, submitted_at = now(), settled_at = NULL;
    RETURN 'TAKEN';
  END $$;`;
