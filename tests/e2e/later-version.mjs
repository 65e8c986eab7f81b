// Imported before a landlord's program: makes it one of a version to come, whose store has a migration
// more, which takes the table of sites for itself until it is done.
import { DataSource } from "typeorm";

class AddToSites9000000000000 {
  name = "AddToSites9000000000000";

  async up(queryRunner) {
    await queryRunner.query(`ALTER TABLE site ADD COLUMN lifts integer NOT NULL DEFAULT 0;
      CREATE INDEX site_lifts_idx ON site (lifts)`);
  }

  async down() {}
}

const { initialize } = DataSource.prototype;
DataSource.prototype.initialize = function initializeLater() {
  this.setOptions({ migrations: [...this.options.migrations, AddToSites9000000000000] });
  return initialize.call(this);
};
