import { useWords } from "@palier/dashboard-ui/language/use-words";
import { LanguageSwitch } from "@palier/dashboard-ui/parts/language-switch";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { Button } from "react-aria-components";
import { DemonstrationBanner } from "./demonstration-banner";

/** Before anybody is signed in, and after a session has ended: the address stays where it was. */
export function SignInPage() {
  const { t } = useWords();
  const { signIn, hasExpired, settings } = useSession();
  return (
    <>
      {settings.isDemonstration && <DemonstrationBanner />}
      <main className="alone">
        <LanguageSwitch />
        <h1>{t("terms.product")}</h1>
        <p>{t("shell.about")}</p>
        {hasExpired && (
          <Notice kind="partial" title={t("shell.expired")}>
            <p>{t("shell.expiredAdvice")}</p>
          </Notice>
        )}
        <Button className="button" autoFocus onPress={() => signIn()}>
          {hasExpired ? t("shell.signInAgain") : t("shell.signIn")}
        </Button>
      </main>
    </>
  );
}
