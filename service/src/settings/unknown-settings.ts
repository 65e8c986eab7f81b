import { editDistance } from "@palier/schema";
import { type Environment, fileSettingOf, type ProcessSettings } from "./setting.js";

/** Further apart, two names are hardly the same one misspelt. */
const mostMisspelt = 4;

/**
 * Names of ours in the environment that the process does not know. A setting that is misspelt would
 * be one that is unset, in silence.
 *
 * @param mostLetters how many letters a name may be away from one of the process's to be told; any
 *   number unless said otherwise.
 */
export function unknownSettings(
  { process, settings }: ProcessSettings,
  env: Environment,
  mostLetters = Number.POSITIVE_INFINITY,
): string[] {
  const known = namesOf(settings);
  return Object.keys(env)
    .filter((name) => name.startsWith("PALIER_") && env[name]?.trim() && !known.includes(name))
    .sort()
    .flatMap((name) => {
      const nearest = nearestOf(name, known);
      if ((nearest?.distance ?? mostMisspelt + 1) > mostLetters) return [];
      const hint = nearest === undefined ? "" : `; did you mean ${nearest.other}?`;
      return [`${name} is no setting of ${process}${hint}`];
    });
}

/** With the names by which secrets are read from files. */
function namesOf(settings: ProcessSettings["settings"]): string[] {
  return Object.entries(settings).flatMap(([name, { isSecret }]) =>
    isSecret ? [name, fileSettingOf(name)] : [name],
  );
}

function nearestOf(name: string, known: readonly string[]) {
  const [nearest] = known
    .filter((other) => Math.abs(other.length - name.length) <= mostMisspelt)
    .map((other) => ({ other, distance: editDistance(name, other, mostMisspelt) }))
    .filter(({ distance }) => distance <= mostMisspelt)
    .sort((a, b) => a.distance - b.distance);
  return nearest;
}
