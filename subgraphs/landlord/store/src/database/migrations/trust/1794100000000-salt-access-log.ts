import type { MigrationInterface, QueryRunner } from "typeorm";
import { asLogOwner } from "./as-log-owner.js";

/**
 * Links of the access log hash a salted digest of their entry from now on, and a purge is tied to the
 * convention: it removes entries whose time of keeping is over, with their salts, and keeps their links.
 */
export class SaltAccessLog1794100000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await asLogOwner(
      queryRunner,
      ["access_log_purged"],
      [
        tables,
        keepEarlierPurges,
        guards,
        "DROP TABLE access_log_purge;",
        link,
        append,
        retention,
        purge,
        // Functions are for everyone unless said otherwise.
        `REVOKE ALL ON FUNCTION access_log_link(date, bytea, bytea, bigint, bigint),
         access_log_retention() FROM PUBLIC;`,
      ],
    );
  }

  /** Entries that were written since would not follow the links before. */
  down(): Promise<void> {
    return Promise.reject(new Error("the access log cannot go back to links without salt"));
  }
}

const tables = `
  ALTER TABLE access_log
    -- 16 random bytes; null, as the digest, in entries of the time before.
    ADD COLUMN salt bytea,
    -- SHA-256 of the salt and the entry.
    ADD COLUMN digest bytea,
    ADD CONSTRAINT access_log_salted CHECK ((salt IS NULL) = (digest IS NULL));

  -- Every link holds this number: whoever passes a later entry for an unsalted one breaks them all.
  ALTER TABLE access_log_head ADD COLUMN unsalted bigint NOT NULL DEFAULT 0;
  UPDATE access_log_head SET unsalted = sequence;

  -- What a purge leaves of an entry: nothing of who asked what.
  CREATE TABLE access_log_purged (
    sequence bigint PRIMARY KEY,
    -- On which the entry was written, in UTC.
    day date NOT NULL,
    -- Both are null of an unsalted entry: its hash would confirm a guess of what it said.
    digest bytea,
    previous bytea,
    CONSTRAINT access_log_purged_salted CHECK ((digest IS NULL) = (previous IS NULL))
  );
`;

/** Whether they were due is for whoever verifies to say, by the day that they were told. */
const keepEarlierPurges = `
  INSERT INTO access_log_purged (sequence, day)
  SELECT number, (least(older_than, '9999-01-01') AT TIME ZONE 'UTC')::date - 1
  FROM (
    SELECT sequence, older_than, lag(sequence, 1, 0::bigint) OVER (ORDER BY sequence) AS before
    FROM access_log_purge
  ) AS purge, generate_series(before + 1, sequence) AS number;
`;

const guards = `
  CREATE OR REPLACE FUNCTION refuse_log_removal() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $function$
  BEGIN
    IF EXISTS (
      SELECT FROM removed WHERE NOT EXISTS (
        SELECT FROM access_log_purged AS kept WHERE kept.sequence = removed.sequence
          AND kept.digest IS NOT DISTINCT FROM removed.digest
      )
    ) THEN
      RAISE EXCEPTION 'the access log is append-only: only a purge removes entries'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
  END $function$;

  CREATE TRIGGER access_log_purged_change BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log_purged
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();
`;

const link = `
  CREATE FUNCTION access_log_link(day date, digest bytea, previous bytea, sequence bigint, unsalted bigint)
  RETURNS bytea LANGUAGE sql STABLE SET search_path = public, pg_temp AS $function$
    -- The keys are in their canonical order, and none of the values needs an escape.
    SELECT sha256(convert_to(
      '{"day":"' || to_char(day, 'YYYY-MM-DD') || '","digest":"' || encode(digest, 'hex')
        || '","previous":"' || encode(previous, 'hex') || '","sequence":' || sequence
        || ',"unsalted":' || unsalted || '}', 'UTF8'))
  $function$;
`;

const append = `
  CREATE OR REPLACE FUNCTION append_access_log(entries text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
  DECLARE
    head access_log_head;
    entry text;
    content jsonb;
    written timestamptz;
    before bytea;
    salt bytea;
    digest bytea;
  BEGIN
    SELECT * INTO STRICT head FROM access_log_head FOR UPDATE;
    FOREACH entry IN ARRAY entries LOOP
      content := entry::jsonb;
      written := (content->>'at')::timestamptz;
      before := head.hash;
      -- 122 random bits, from the source that PostgreSQL makes keys with.
      salt := uuid_send(gen_random_uuid());
      digest := sha256(salt || convert_to(entry, 'UTF8'));
      head.sequence := head.sequence + 1;
      head.hash := access_log_link(
        (written AT TIME ZONE 'UTC')::date, digest, before, head.sequence, head.unsalted);
      INSERT INTO access_log (sequence, at, partner, entry, previous, hash, salt, digest)
      VALUES (head.sequence, written, content->>'partner', entry, before, head.hash, salt, digest);
    END LOOP;
    UPDATE access_log_head SET sequence = head.sequence, hash = head.hash;
  END $function$;
`;

/** As TypeScript's signedRules chooses among versions; whether the signature holds, verify alone can say. */
const retention = `
  CREATE FUNCTION access_log_retention() RETURNS interval
  LANGUAGE sql STABLE SET search_path = public, pg_temp AS $function$
    SELECT make_interval(months => (convention::jsonb->'retention'->>'accessLogMonths')::integer)
    FROM (
      SELECT DISTINCT ON (reference) * FROM convention_signature
      WHERE valid_from <= (now() AT TIME ZONE 'Europe/Paris')::date
      ORDER BY reference, version DESC
    ) AS in_force
    ORDER BY valid_from DESC, recorded_at DESC LIMIT 1
  $function$;
`;

/**
 * Whole days, so that what is left, which knows no time of day, says whether an entry was due. From the
 * old end only, and not while a younger one stands before them. What is not as it was written stays: it is evidence.
 */
const purge = `
  CREATE OR REPLACE FUNCTION purge_access_log(older_than timestamptz) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET timezone = 'UTC' AS $function$
  DECLARE
    kept interval := access_log_retention();
    head access_log_head;
    end_day date;
    first_one bigint;
    last_one bigint;
    altered bigint;
  BEGIN
    IF kept IS NULL THEN
      RAISE EXCEPTION 'no signed convention in force says how long the access log is kept: nothing is purged'
        USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    older_than := coalesce(older_than, now() - kept);
    end_day := (older_than AT TIME ZONE 'UTC')::date;
    IF older_than > now() - kept THEN
      RAISE EXCEPTION 'the convention keeps the access log for % months: entries since % are not due',
        extract(year FROM kept) * 12 + extract(month FROM kept), (now() - kept)::date
        USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    LOCK TABLE access_log_purged IN EXCLUSIVE MODE;
    SELECT * INTO STRICT head FROM access_log_head;
    SELECT min(log.sequence), max(log.sequence) INTO first_one, last_one FROM access_log AS log;
    SELECT coalesce(min(log.sequence) - 1, last_one) INTO last_one
      FROM access_log AS log WHERE log.at >= end_day::timestamp AT TIME ZONE 'UTC';
    SELECT min(log.sequence) INTO altered FROM access_log AS log
      WHERE log.sequence BETWEEN first_one AND last_one AND (
        (log.entry::jsonb->>'at')::timestamptz <> log.at
        OR log.digest <> sha256(log.salt || convert_to(log.entry, 'UTF8'))
        OR log.hash <> CASE WHEN log.digest IS NULL
          THEN sha256(convert_to('{"entry":' || log.entry || ',"previous":"'
            || encode(log.previous, 'hex') || '","sequence":' || log.sequence || '}', 'UTF8'))
          ELSE access_log_link(
            (log.at AT TIME ZONE 'UTC')::date, log.digest, log.previous, log.sequence, head.unsalted)
          END);
    IF altered IS NOT NULL THEN
      RAISE EXCEPTION 'entry % of the access log is not what was written: nothing is purged, for it is evidence', altered
        USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    -- In parts: the trigger is given all that one statement removes.
    FOR part IN first_one..last_one BY 10000 LOOP
      INSERT INTO access_log_purged (sequence, day, digest, previous)
        SELECT log.sequence, (log.at AT TIME ZONE 'UTC')::date, log.digest,
          CASE WHEN log.digest IS NOT NULL THEN log.previous END
        FROM access_log AS log WHERE log.sequence BETWEEN part AND least(part + 9999, last_one);
      DELETE FROM access_log AS log
      WHERE log.sequence BETWEEN part AND least(part + 9999, last_one);
    END LOOP;
    RETURN coalesce(last_one - first_one + 1, 0);
  END $function$;
`;
