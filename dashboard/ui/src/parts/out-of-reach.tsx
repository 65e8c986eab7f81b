import { Button } from "react-aria-components";
import { useWords } from "../language/use-words";
import { Notice } from "./notice";

/** The gateway does not answer at all. */
export function OutOfReach() {
  const { t } = useWords();
  return (
    <main className="alone">
      <h1>{t("terms.product")}</h1>
      <Notice kind="problem" title={t("parts.offline")}>
        <p>{t("parts.offlineAdvice")}</p>
        <Button className="button" onPress={() => location.reload()}>
          {t("parts.retry")}
        </Button>
      </Notice>
    </main>
  );
}
