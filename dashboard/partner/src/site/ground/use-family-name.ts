import { useFrame } from "../../frame/frame";
import type { Family } from "../../generated/graphql";
import { labelIn } from "../../language/language";
import { useWords } from "../../language/use-words";

/** Names as the convention's nomenclature has them. */
export function useFamilyName(): (family: Family) => string {
  const { language } = useWords();
  const { convention } = useFrame();
  const terms = convention?.families ?? [];
  return (family) =>
    labelIn(
      language,
      terms.find(({ code }) => code === family),
    ) ?? family;
}
