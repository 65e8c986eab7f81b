import type { MigrationInterface, QueryRunner } from "typeorm";
import { asLogOwner } from "./as-log-owner.js";

const functions = [
  "access_log_end()",
  "keep_log_checkpoint(timestamptz, bigint, bytea, text)",
  "keep_peer_log_head(text, timestamptz, text)",
].join(", ");

/**
 * Signed heads of the access log, the node's own and those of others. The role that partners are served
 * by adds to them and can change none; the key that signs is no part of the database.
 */
export class KeepLogHeads1794100000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await asLogOwner(
      queryRunner,
      ["log_checkpoint", "peer_log_head"],
      [tables, end, keepOwn, keepOthers, `REVOKE ALL ON FUNCTION ${functions} FROM PUBLIC;`],
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await asLogOwner(
      queryRunner,
      ["access_log"],
      [`DROP FUNCTION ${functions};`, "DROP TABLE log_checkpoint, peer_log_head;"],
    );
  }
}

const tables = `
  CREATE TABLE log_checkpoint (
    hour timestamptz PRIMARY KEY,
    -- The last link when the head was made.
    sequence bigint NOT NULL,
    -- Opens the seal in the head: 32 random bytes.
    salt bytea NOT NULL,
    -- Compact JWS of a LogHead.
    head text NOT NULL
  );
  CREATE TRIGGER log_checkpoint_change BEFORE UPDATE OR DELETE OR TRUNCATE ON log_checkpoint
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();

  CREATE TABLE peer_log_head (
    landlord text NOT NULL,
    hour timestamptz NOT NULL,
    head text NOT NULL,
    PRIMARY KEY (landlord, hour)
  );
`;

const end = `
  CREATE FUNCTION access_log_end() RETURNS TABLE (sequence bigint, hash text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $function$
    SELECT sequence, encode(hash, 'hex') FROM access_log_head
  $function$;
`;

/** One head an hour, whichever process of the node was first; it is given back. */
const keepOwn = `
  CREATE FUNCTION keep_log_checkpoint(hour timestamptz, sequence bigint, salt bytea, head text)
  RETURNS text
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
    INSERT INTO log_checkpoint VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING;
    SELECT kept.head FROM log_checkpoint AS kept WHERE kept.hour = $1
  $function$;
`;

/** The first head of an hour stays; of a landlord the last 120, four a day for a month. */
const keepOthers = `
  CREATE FUNCTION keep_peer_log_head(landlord text, hour timestamptz, head text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $function$
    INSERT INTO peer_log_head VALUES ($1, $2, $3) ON CONFLICT DO NOTHING;
    DELETE FROM peer_log_head AS kept WHERE kept.landlord = $1 AND kept.hour <= (
      SELECT others.hour FROM peer_log_head AS others
      WHERE others.landlord = $1 ORDER BY others.hour DESC OFFSET 120 LIMIT 1)
  $function$;
`;
