import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { Button } from "react-aria-components";

/** The session is about to end, or has; it stays in view, as does what the visitor was reading. */
export function SessionNotice() {
  const { t, format } = useWords();
  const { endsSoon, hasExpired, readUntilMs, signInAgain } = useSession();
  const ended = hasExpired ? readUntilMs : null;
  if (ended === null && !endsSoon) return null;
  return (
    <div className="session-notice only-screen">
      <Notice kind="partial" title={t(ended === null ? "shell.endsSoon" : "shell.expired")}>
        <p>
          {ended === null
            ? t("shell.endsSoonAdvice")
            : t("shell.expiredKept", { moment: format.moment(ended) })}
        </p>
        {/* The address stays: whoever signs in again comes back to it. */}
        <Button className="button" onPress={() => signInAgain()}>
          {t("shell.signInAgain")}
        </Button>
      </Notice>
    </div>
  );
}
