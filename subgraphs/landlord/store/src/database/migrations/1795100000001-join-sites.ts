import type { MigrationInterface, QueryRunner } from "typeorm";

/** Sites that were merged into others, and new numbers of sites in the landlord's own files. */
export class JoinSites1795100000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- From a month on the window of a site counts the incidents of another, which ended then; all
      -- that this one was made of are listed for it too.
      CREATE TABLE site_part (
        site_id integer NOT NULL CONSTRAINT site_part_site_fkey REFERENCES site (id),
        from_month integer NOT NULL,
        part_id integer NOT NULL CONSTRAINT site_part_part_fkey REFERENCES site (id),
        PRIMARY KEY (site_id, part_id)
      );

      -- What the landlord's files call a site besides its reference, which stays in its public id.
      CREATE TABLE site_number (
        number text PRIMARY KEY,
        site_id integer NOT NULL CONSTRAINT site_number_site_fkey REFERENCES site (id),
        from_month integer NOT NULL
      );
      CREATE INDEX site_number_site_idx ON site_number (site_id);
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DROP TABLE site_part, site_number");
  }
}
