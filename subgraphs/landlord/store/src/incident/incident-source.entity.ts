import { Column, Entity, PrimaryColumn } from "typeorm";

/** Row of table incident_source: the row of the file as it stood. Personal by nature. */
@Entity({ name: "incident_source" })
export class IncidentSourceRow {
  @PrimaryColumn({ name: "file_id", type: "integer" })
  fileId!: number;

  @PrimaryColumn({ type: "integer" })
  line!: number;

  @Column({ name: "source_row", type: "text" })
  sourceRow!: string;
}
