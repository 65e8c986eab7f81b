import type { MigrationInterface, QueryRunner } from "typeorm";

/** When a month was reopened, whether it was published or not: a purge gives time to close it again. */
export class DateReopenings1797400000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE open_month (
        month integer PRIMARY KEY,
        reopened_at timestamptz NOT NULL DEFAULT now()
      );
      INSERT INTO open_month (month, reopened_at)
      SELECT month, made_at FROM reopened_month JOIN restatement ON restatement.id = restatement_id;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query("DROP TABLE open_month");
  }
}
