import type { MigrationInterface, QueryRunner } from "typeorm";

/**
 * The access log: entries chained by hash, which only the two functions below write.
 *
 * They run as their owner, so a role that may call append_access_log needs no right on a table:
 * it can add an entry, and choose neither its number nor its hash.
 */
export class CreateAccessLog1793400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(tables);
    await queryRunner.query(append);
    await queryRunner.query(purge);
    await queryRunner.query(guards);
    // Functions are for everyone unless said otherwise.
    await queryRunner.query(`
      REVOKE ALL ON FUNCTION append_access_log(text[]), purge_access_log(timestamptz),
        refuse_log_change(), refuse_log_removal() FROM PUBLIC;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      DROP TABLE access_log, access_log_head, access_log_purge;
      DROP FUNCTION append_access_log(text[]), purge_access_log(timestamptz),
        refuse_log_change(), refuse_log_removal();
    `);
  }
}

const tables = `
  CREATE TABLE access_log (
    sequence bigint PRIMARY KEY,
    -- Both are in the entry, and here for the indexes only.
    at timestamptz NOT NULL,
    partner text,
    -- Canonical JSON (RFC 8785); what is hashed, to the byte.
    entry text NOT NULL,
    previous bytea NOT NULL,
    -- SHA-256 of {"entry":…,"previous":"<hex>","sequence":…} in canonical form.
    hash bytea NOT NULL
  );
  CREATE INDEX access_log_at_idx ON access_log (at);
  CREATE INDEX access_log_partner_idx ON access_log (partner, sequence);

  -- The last entry; whoever appends holds this row, so the chain has one end.
  CREATE TABLE access_log_head (
    single boolean PRIMARY KEY DEFAULT true CONSTRAINT access_log_head_one_row CHECK (single),
    sequence bigint NOT NULL,
    hash bytea NOT NULL
  );
  INSERT INTO access_log_head (sequence, hash) VALUES (0, decode(repeat('00', 32), 'hex'));

  -- One row a purge; the latest is the anchor that the rest of the chain hangs from.
  CREATE TABLE access_log_purge (
    -- The last entry that was removed.
    sequence bigint PRIMARY KEY,
    hash bytea NOT NULL,
    older_than timestamptz NOT NULL,
    purged_at timestamptz NOT NULL DEFAULT now()
  );
`;

const append = `
  CREATE FUNCTION append_access_log(entries text[]) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
  DECLARE
    head access_log_head;
    entry text;
    content jsonb;
    before bytea;
  BEGIN
    SELECT * INTO STRICT head FROM access_log_head FOR UPDATE;
    FOREACH entry IN ARRAY entries LOOP
      content := entry::jsonb;
      before := head.hash;
      head.sequence := head.sequence + 1;
      -- The three keys are in their canonical order, and none of the three values needs an escape.
      head.hash := sha256(convert_to(
        '{"entry":' || entry || ',"previous":"' || encode(before, 'hex') || '","sequence":'
          || head.sequence || '}', 'UTF8'));
      INSERT INTO access_log (sequence, at, partner, entry, previous, hash)
      VALUES (head.sequence, (content->>'at')::timestamptz, content->>'partner', entry, before, head.hash);
    END LOOP;
    UPDATE access_log_head SET sequence = head.sequence, hash = head.hash;
  END $function$;
`;

/** Entries are removed from the old end only, and not while a younger one stands before them. */
const purge = `
  CREATE FUNCTION purge_access_log(older_than timestamptz) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
  DECLARE
    first_one bigint;
    last_one bigint;
    last_hash bytea;
  BEGIN
    LOCK TABLE access_log_purge IN EXCLUSIVE MODE;
    SELECT min(log.sequence), max(log.sequence) INTO first_one, last_one FROM access_log AS log;
    SELECT coalesce(min(log.sequence) - 1, last_one) INTO last_one
      FROM access_log AS log WHERE log.at >= purge_access_log.older_than;
    SELECT log.hash INTO last_hash FROM access_log AS log WHERE log.sequence = last_one;
    IF last_hash IS NULL THEN
      RETURN 0;
    END IF;
    INSERT INTO access_log_purge (sequence, hash, older_than)
    VALUES (last_one, last_hash, purge_access_log.older_than);
    -- In parts: the trigger is given all that one statement removes.
    FOR part IN first_one..last_one BY 10000 LOOP
      DELETE FROM access_log AS log
      WHERE log.sequence BETWEEN part AND least(part + 9999, last_one);
    END LOOP;
    RETURN last_one - first_one + 1;
  END $function$;
`;

/** They hold for every role, the owner's and a superuser's too, until one of these takes them away. */
const guards = `
  CREATE FUNCTION refuse_log_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $function$
  BEGIN
    RAISE EXCEPTION 'the access log is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'insufficient_privilege';
  END $function$;

  CREATE FUNCTION refuse_log_removal() RETURNS trigger
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $function$
  BEGIN
    IF EXISTS (
      SELECT FROM removed
      WHERE sequence > (SELECT coalesce(max(sequence), 0) FROM access_log_purge)
    ) THEN
      RAISE EXCEPTION 'the access log is append-only: only a purge removes entries'
        USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NULL;
  END $function$;

  CREATE TRIGGER access_log_change BEFORE UPDATE OR TRUNCATE ON access_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();
  CREATE TRIGGER access_log_removal AFTER DELETE ON access_log
    REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_removal();
  CREATE TRIGGER access_log_head_removal BEFORE DELETE OR TRUNCATE ON access_log_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();
  CREATE TRIGGER access_log_purge_change BEFORE UPDATE OR DELETE OR TRUNCATE ON access_log_purge
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();
`;
