import type { MigrationInterface, QueryRunner } from "typeorm";

/** Which later files told incidents of an import too: they go with it when it is taken back. */
export class KeepRetold1796600000001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE import_retold (
        import_id integer NOT NULL
          CONSTRAINT import_retold_import_fkey REFERENCES import_run (id) ON DELETE CASCADE,
        -- The import of the file; 0: of files that brought nothing, and of those beyond a bound.
        told_by integer NOT NULL,
        file_name text NOT NULL,
        incidents integer NOT NULL,
        PRIMARY KEY (import_id, told_by)
      );
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DROP TABLE import_retold");
  }
}
