import pg from "pg";
import { AbstractLogger, type DataSource } from "typeorm";

interface Statement {
  readonly text: string;
  readonly parameters: readonly unknown[];
}

interface PlanNode {
  readonly "Node Type": string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  /** Of eight kilobytes, found in memory; those of the nodes below are among them. */
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly PlanNode[];
}

/** Notes the statements that a landlord's node sends while a query is answered. */
export class StatementRecorder extends AbstractLogger {
  private readonly statements: Statement[] = [];

  override logQuery(text: string, parameters?: unknown[]): void {
    this.statements.push({ text, parameters: parameters ?? [] });
  }

  /** Statements sent to the store while `work` runs. */
  async during(store: DataSource, work: () => Promise<unknown>): Promise<readonly Statement[]> {
    this.statements.length = 0;
    store.setOptions({ logging: ["query"], logger: this });
    try {
      await work();
    } finally {
      store.setOptions({ logging: false, logger: undefined });
    }
    return [...this.statements];
  }

  protected override writeLog(): void {}
}

/** What statements read of a database. */
export interface Reading {
  /** Of tables and indexes, those that a filter then dropped included. */
  readonly rows: number;
  /** Of eight kilobytes, each as often as it is looked at. */
  readonly blocks: number;
}

/** What the statements read: each is run again under EXPLAIN ANALYZE. */
export async function readingOf(url: string, statements: readonly Statement[]): Promise<Reading> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let [rows, blocks] = [0, 0];
    for (const { text, parameters } of statements) {
      const { rows: plans } = await client.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
        `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
        [...parameters],
      );
      for (const plan of plans) {
        const { Plan: root } = plan["QUERY PLAN"][0];
        rows += scanned(root);
        blocks += root["Shared Hit Blocks"] + root["Shared Read Blocks"];
      }
    }
    return { rows, blocks };
  } finally {
    await client.end();
  }
}

function scanned(node: PlanNode): number {
  const own = /Scan/.test(node["Node Type"]) && !/Bitmap Index/.test(node["Node Type"]);
  const perLoop =
    node["Actual Rows"] +
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Index Recheck"] ?? 0);
  const below = (node.Plans ?? []).reduce((sum, plan) => sum + scanned(plan), 0);
  return below + (own ? perLoop * node["Actual Loops"] : 0);
}
