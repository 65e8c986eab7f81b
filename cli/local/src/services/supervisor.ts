import { availableParallelism } from "node:os";
import { PlatformError } from "../machine/platform-error.js";
import type { LocalPostgres } from "../postgres/local-postgres.js";
import { type Report, type ServiceDefinition, SupervisedService } from "./supervised-service.js";

/**
 * So many services start side by side: one that waits for a processor with twenty others would use up the
 * time that a start is given.
 */
const mostStarting = Math.max(2, availableParallelism());

/**
 * Owns the platform's processes and the order in which they end: what asks before what answers, the
 * database last.
 */
export class Supervisor {
  /** In the order of their start; each group ends before the one that started earlier. */
  readonly #groups: (readonly SupervisedService[])[] = [];
  #isStopped = false;

  constructor(
    private readonly postgres: LocalPostgres,
    private readonly report: Report,
    private readonly mostAtOnce = mostStarting,
  ) {}

  /**
   * Starts services, a few side by side.
   *
   * @returns URL of each, by name.
   * @throws PlatformError of the first that does not start.
   */
  async start(definitions: readonly ServiceDefinition[]): Promise<Map<string, string>> {
    if (this.#isStopped) throw new PlatformError("The platform is stopping.");
    const services = definitions.map(
      (definition) => new SupervisedService(definition, this.report),
    );
    this.#groups.push(services);
    const urls = new Map<string, string>();
    const waiting = services.entries();
    const startInTurn = async () => {
      for (const [index, service] of waiting) {
        if (this.#isStopped) throw new PlatformError("The platform is stopping.");
        urls.set(definitions[index]?.name ?? "", await service.start());
      }
    };
    await Promise.all(Array.from({ length: this.mostAtOnce }, startInTurn));
    return urls;
  }

  /** Starts anew each service whose program has been built again. */
  async renew(): Promise<void> {
    await Promise.all(this.#groups.flat().map((service) => service.renew()));
  }

  /** Ends everything in order, each once it has answered what it was asked. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    for (const group of [...this.#groups].reverse()) {
      await Promise.all(group.map((service) => service.stop()));
    }
    await this.postgres.release();
  }

  /** Ends everything at once. */
  async kill(): Promise<void> {
    this.#isStopped = true;
    for (const service of this.#groups.flat()) service.kill();
    await this.postgres.release("immediate");
  }
}
