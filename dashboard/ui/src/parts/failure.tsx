import { Button } from "react-aria-components";
import { BusyError, OfflineError, RefusedError, SignedOutError } from "../graph/errors";
import { useWords } from "../language/use-words";
import { Notice } from "./notice";
import { WhyRefused } from "./why-refused";

export interface FailureProps {
  readonly error: Error;
  readonly retry: () => unknown;
  /** When what stands below was read; absent where nothing does. */
  readonly readAtMs?: number;
}

/** Why something that was asked for is not there, and what may be done. */
export function Failure({ error, retry, readAtMs }: FailureProps) {
  const { t, format } = useWords();
  if (error instanceof RefusedError) return <RefusedNotice error={error} />;
  // The layout has the way to sign in.
  if (error instanceof SignedOutError) return <Notice kind="info" title={t("parts.signedOut")} />;
  const kind = kindOf(error);
  return (
    <Notice kind="problem" title={t(`parts.${kind}`)}>
      <p>
        {t(`parts.${kind}Advice`)}
        {readAtMs !== undefined && ` ${t("parts.readAt", { moment: format.moment(readAtMs) })}`}
      </p>
      <Button className="button" onPress={() => void retry()}>
        {t("parts.retry")}
      </Button>
    </Notice>
  );
}

function kindOf(error: Error): "offline" | "busy" | "failed" {
  if (error instanceof OfflineError) return "offline";
  return error instanceof BusyError ? "busy" : "failed";
}

/** What the convention refuses, in the gateway's words, and where the visitor may read why. */
function RefusedNotice({ error }: { readonly error: RefusedError }) {
  const { t, language } = useWords();
  if (error.code === "TOO_COSTLY") {
    return (
      <Notice kind="problem" title={t("parts.tooMuch")}>
        <p>{t("parts.tooMuchAdvice")}</p>
      </Notice>
    );
  }
  const [line] = error.deniedFields.map((field) => field.line);
  return (
    <Notice kind="refused" title={t("parts.refused")}>
      <p className="refused-words">{error.messageIn(language)}</p>
      {line !== undefined && <WhyRefused line={line} />}
    </Notice>
  );
}
