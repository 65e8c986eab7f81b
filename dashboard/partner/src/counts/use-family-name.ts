import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../frame/frame";
import type { Family } from "../generated/graphql";

/** Names as the convention's nomenclature has them. */
export function useFamilyName(): (family: Family) => string {
  const { worded } = useWords();
  const { convention } = useFrame();
  const terms = convention?.families ?? [];
  return (family) => worded(terms.find(({ code }) => code === family)) ?? family;
}
