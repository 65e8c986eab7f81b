import type { IncomingHttpHeaders } from "node:http";
import type { Stage, Stages } from "@palier/schema";
import type { Answerer } from "./hand-over.js";

/** Services that one process has ready, of which each request is answered by one. */
export interface Course<S> {
  /** The first says how the process is reached. */
  readonly services: readonly [S, ...S[]];
  /** Which of them answers a request, from its first step to its last. */
  readonly at: (headers: IncomingHttpHeaders) => S;
}

/** A service, or several. */
export type Served<S> = S | Course<S>;

/** Of each stage its service, in the order of their days. */
export type StagedServices<S> = readonly [readonly [Stage, S], ...(readonly [Stage, S])[]];

/** Makes the service of each stage, one after the other: each is a schema of its own to build. */
export async function stagedServices<S>(
  [first, ...later]: Stages,
  serviceOf: (stage: Stage) => S | Promise<S>,
): Promise<StagedServices<S>> {
  const services: [readonly [Stage, S], ...(readonly [Stage, S])[]] = [
    [first, await serviceOf(first)],
  ];
  for (const stage of later) services.push([stage, await serviceOf(stage)]);
  return services;
}

/**
 * @param stageOf the stage that answers a request; of those that the services are of.
 */
export function courseBy<S>(
  staged: StagedServices<S>,
  stageOf: (headers: IncomingHttpHeaders) => Stage,
): Course<S> {
  const [[, first], ...later] = staged;
  const byStage = new Map(staged);
  return {
    services: [first, ...later.map(([, service]) => service)],
    at: (headers) => byStage.get(stageOf(headers)) ?? first,
  };
}

export function courseOf<S extends object>(served: Served<S>): Course<S> {
  return isCourse(served) ? served : { services: [served], at: () => served };
}

function isCourse<S extends object>(served: Served<S>): served is Course<S> {
  return "services" in served;
}

/** Opens every service of a course, before it answers anybody. */
export async function openCourse<S>(
  { services, at }: Course<S>,
  open: (service: S) => Promise<Answerer>,
): Promise<Answerer> {
  const opened = await Promise.all(
    services.map(async (service) => [service, await open(service)] as const),
  );
  const answerers = new Map(opened);
  return {
    answer: (request, response, body) => {
      const answerer = answerers.get(at(request.headers));
      if (answerer === undefined) throw new Error("a service that was not opened");
      return answerer.answer(request, response, body);
    },
    stop: async () => {
      for (const [, answerer] of opened) await answerer.stop();
    },
  };
}
