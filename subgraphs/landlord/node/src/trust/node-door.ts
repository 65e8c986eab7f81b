import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isNativeError } from "node:util/types";
import type { AccessEntry } from "@palier/schema";
import {
  type Convention,
  type ConventionState,
  conventionHash,
  UnavailableError,
  type Viewer,
} from "@palier/schema";
import {
  createDoor,
  type Door,
  type DoorSettings,
  type RequestAdmission,
  type Terms,
} from "@palier/subgraph-kit";

/** Who was let in with a request. */
export interface Admitted {
  readonly viewer: Viewer;
  /** Whether the landlord has paused the viewer's partner. */
  readonly isPaused: boolean;
}

export interface NodeDoorSettings extends Omit<DoorSettings, "terms"> {
  readonly convention: Convention;
  /** Whether the node may serve under the convention; asked for each request. */
  readonly conventionState: (now: Date) => Promise<ConventionState>;
}

/**
 * The kit's door as a landlord keeps it. Who belongs to a paused partner is let in and finds
 * nothing: its sites are gone and its contributions say that they are withheld, which an error
 * could not tell coverage. The log has it as a refusal.
 */
export class NodeDoor implements Door {
  private readonly door: Door;
  /** By the headers of the request, the one object that door and context are both given. */
  private readonly admitted = new WeakMap<IncomingHttpHeaders, Admitted>();
  private readonly paused = new WeakSet<Viewer>();

  constructor(private readonly settings: NodeDoorSettings) {
    const { convention, conventionState } = settings;
    const hash = conventionHash(convention);
    const terms = async (now: Date): Promise<Terms> => {
      const state = await conventionState(now);
      return state === "IN_FORCE" ? { state, convention, hash } : { state };
    };
    this.door = createDoor({ ...settings, terms, isPaused: () => false });
  }

  async admit(headers: IncomingHttpHeaders, body: Uint8Array): Promise<RequestAdmission> {
    const admission = await this.door.admit(headers, body);
    if (!admission.ok) return admission;
    const { viewer } = admission;
    try {
      const entered = { viewer, isPaused: await this.settings.isPaused(viewer.partner) };
      this.admitted.set(headers, entered);
      if (entered.isPaused) this.paused.add(viewer);
      return admission;
    } catch (error) {
      const words = isNativeError(error) ? error.message : typeof error;
      const logged = `the request could not be checked: ${words}`;
      return { ok: false, error: new UnavailableError(), logged, viewer, isProved: true };
    }
  }

  /** @throws Error for a request that was not let in: it must not be answered as nobody's. */
  admittedWith({ headers }: Pick<IncomingMessage, "headers">): Admitted {
    const entered = this.admitted.get(headers);
    if (entered === undefined) throw new Error("a request that the door has not let in");
    return entered;
  }

  /** An operation as the log keeps it. */
  logged(entry: AccessEntry): AccessEntry {
    if (entry.viewer === null || !this.paused.has(entry.viewer)) return entry;
    return { ...entry, decision: "REFUSED", reason: "LANDLORD_WITHHELD" };
  }
}
