import {
  breakage,
  type Fault,
  hang,
  nonsense,
  reset,
  type SmallPlatform,
  sendJson,
  wrongFigures,
} from "@palier/e2e";
import { holdTo } from "../hold-to.js";
import { failing, type Lack, page, plan, type Question, sites } from "../question.js";
import type { Trial } from "../trial.js";

/** A fetch that the answer to a question needs of a landlord. */
interface Phase {
  readonly question: Question;
  readonly name: string;
  /** What the gateway asks the landlord for then. */
  readonly type: string;
  readonly lack: Omit<Lack, "status">;
}

const phases: readonly Phase[] = [
  { question: page, name: "contribution", type: "LisiereContribution", lack: { figures: true } },
  { question: page, name: "page of sites", type: "LisiereSitePage", lack: { list: true } },
  { question: plan, name: "page of actions", type: "LisiereActionPage", lack: { list: true } },
  { question: plan, name: "site fields", type: "LisiereSite", lack: { siteFields: true } },
  { question: sites, name: "site fields", type: "LisiereSite", lack: { siteFields: true } },
];

interface NodeFault {
  readonly name: string;
  readonly fault: Fault;
  readonly status: string;
}

const noAnswer = "no answer at all";

const faults: readonly NodeFault[] = [
  ...named(nonsense, "INVALID_ANSWER"),
  ...named(breakage, "FAILED"),
  { name: "a broken connection", fault: reset, status: "UNREACHABLE" },
  { name: noAnswer, fault: hang, status: "TIMED_OUT" },
];

/** Of each kind one, in every phase. */
const inPart = new Set(["a truncated answer", "errors only", "a broken connection"]);

/** A proxy before the node of one landlord answers in its place, every fault in every phase. */
export const nodeTrials: readonly Trial[] = phases.flatMap((phase) =>
  faults.filter(({ name }) => canBe(phase, name)).map((fault) => trialOf(phase, fault)),
);

function trialOf(phase: Phase, { fault, ...what }: NodeFault): Trial {
  const { question, name, type } = phase;
  const lack = { ...lackOf(phase, what.name), status: what.status };
  return {
    family: "a misbehaving node",
    name: `${what.name}, for ${question.name}: ${name}`,
    isInPart: inPart.has(what.name) || (fault === hang && type === "LisiereContribution"),
    run: async ({ fronts, ask }: SmallPlatform) => {
      const front = fronts.get(failing);
      if (front === undefined) throw new Error(`There is no front before ${failing}`);
      front.fault = async (response, asked, answer) => {
        if (asked.variables.representations?.some(({ __typename }) => __typename === type)) {
          await fault(response, { ...asked, about: type }, answer);
        } else sendJson(response, await answer());
      };
      try {
        await holdTo(ask, question, lack);
      } finally {
        front.fault = null;
      }
      await holdTo(ask, question);
    },
  };
}

/** Whether an answer of this phase holds what the fault spoils. */
function canBe({ question, type }: Phase, fault: string): boolean {
  if (fault === "errors beside figures") return type !== "LisiereSite";
  return question === page || !Object.hasOwn(wrongFigures, fault);
}

function lackOf({ question, lack, type }: Phase, fault: string): Omit<Lack, "status"> {
  // It may be so: a site has gone between one fetch and the next.
  if (fault === "no entities" && type === "LisiereSite") return { sites: true };
  // Other sites than it counts: neither is believed.
  if (fault === "the same tally twice" && type === "LisiereSitePage") {
    return { ...lack, figures: true };
  }
  // What counts and what lists its sites is asked as one, and what a question may wait for it is spent.
  if (fault === noAnswer && question === page) return { figures: true, list: true };
  return lack;
}

function named(answers: Readonly<Record<string, Fault>>, status: string): NodeFault[] {
  return Object.entries(answers).map(([name, fault]) => ({ name, fault, status }));
}
