import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { useFrame } from "./frame";

/** For whom what a page hands over is, why, and under which convention. */
export interface Recipient {
  /** Null while nobody signs in. */
  readonly recipient: string | null;
  /** In words; null where none is stated. */
  readonly purpose: string | null;
  readonly reference: string;
  readonly version: number | null;
}

export function useRecipient(): Recipient {
  const { worded } = useWords();
  const { purpose } = useSession();
  const { viewer, convention } = useFrame();
  const stated = viewer?.purposes?.find((each) => each.code === purpose);
  return {
    recipient: viewer?.partner?.name ?? viewer?.partner?.code ?? null,
    purpose: purpose === null ? null : (worded(stated) ?? purpose),
    reference: convention?.reference ?? "",
    version: convention?.version ?? null,
  };
}
