import { useWords } from "@palier/dashboard-ui/language/use-words";
import { LanguageSwitch } from "@palier/dashboard-ui/parts/language-switch";
import { Mark } from "@palier/dashboard-ui/parts/mark";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import type { PartySettings } from "@palier/dashboard-ui/session/settings";
import { Button } from "react-aria-components";
import { Logo } from "../frame/logo";
import { DemonstrationBanner } from "./demonstration-banner";

/** Before anybody is signed in, and after a session has ended: the address stays where it was. */
export function SignInPage() {
  const { t } = useWords();
  const { signIn, hasExpired, isLeaving, settings } = useSession();
  return (
    <>
      {settings.isDemonstration && <DemonstrationBanner />}
      <main className="alone sign-in">
        <LanguageSwitch />
        <h1>
          <Mark /> {t("terms.product")}
        </h1>
        <p>{t("shell.about")}</p>
        {hasExpired && (
          <Notice kind="partial" title={t("shell.expired")}>
            <p>{t("shell.expiredAdvice")}</p>
          </Notice>
        )}
        {isLeaving ? (
          <p role="status">{t("shell.leaving")}</p>
        ) : (
          <Button className="button" autoFocus onPress={() => signIn()}>
            {hasExpired ? t("shell.signInAgain") : t("shell.signIn")}
          </Button>
        )}
        <Parties />
      </main>
    </>
  );
}

/** Whose agreement it is: who opens the page is to know where they are. */
function Parties() {
  const { t } = useWords();
  const { convention } = useSession().settings;
  if (convention === null) return null;
  const { title, landlords, partners } = convention;
  return (
    <section className="sign-in-parties" aria-labelledby="sign-in-convention">
      {/* As the parties wrote it, whatever the reader's language. */}
      <h2 id="sign-in-convention" lang="fr">
        {title}
      </h2>
      <h3>{t("terms.landlords")}</h3>
      <ul className="bare" lang="fr">
        {landlords.map((party) => (
          <PartyName key={party.code} {...party} />
        ))}
      </ul>
      <h3>{t("shell.partners")}</h3>
      <ul className="bare" lang="fr">
        {partners.map((party) => (
          <PartyName key={party.code} {...party} />
        ))}
      </ul>
    </section>
  );
}

function PartyName({ name, logo }: PartySettings) {
  return (
    <li>
      {logo !== null && <Logo address={logo} />}
      {name}
    </li>
  );
}
