import { Button } from "react-aria-components";
import { useWords } from "../language/use-words";
import { LanguageSwitch } from "../parts/language-switch";
import { Notice } from "../parts/notice";
import { useSession } from "../session/session-context";
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
        <h1>{t("shell.name")}</h1>
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
