import { useEffect } from "react";
import { Button } from "react-aria-components";
import { NavLink, useLocation } from "react-router";
import { useFrame } from "../frame/frame";
import { queryOf, usePlace } from "../frame/place";
import { labelIn } from "../language/language";
import { useWords } from "../language/use-words";
import { LanguageSwitch } from "../parts/language-switch";
import { useSession } from "../session/session-context";
import { AccountMenu } from "./account-menu";

/** Name, pages and who is signed in. */
export function Header() {
  const { t } = useWords();
  const { territory, chosenMonth, landlord, query } = usePlace();
  const rightsQuery = queryOf({ territory, month: chosenMonth, landlord });
  const { purpose } = useSession();
  const pages = [
    { to: `/territory/${territory}${query}`, name: t("shell.territory") },
    { to: `/map/${territory}${query}`, name: t("shell.map") },
    { to: `/actions/${territory}${query}`, name: t("shell.actions") },
    { to: `/report/${territory}${query}`, name: t("shell.report") },
    { to: `/rights${rightsQuery}`, name: t("shell.rights") },
  ];
  useTitle(t("shell.name"), pages);
  return (
    <header className="header only-screen">
      <div className="header-line">
        <span className="brand">{t("shell.name")}</span>
        <div className="header-tools">
          {purpose !== null && <PurposeMark purpose={purpose} />}
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </div>
      <nav aria-label={t("shell.pages")}>
        <ul className="pages">
          {pages.map(({ to, name }) => (
            <li key={name}>
              <NavLink to={to}>{name}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

/** Says in the browser's tab and history which page this is. */
function useTitle(
  name: string,
  pages: readonly { readonly to: string; readonly name: string }[],
): void {
  const { pathname } = useLocation();
  const [, first] = pathname.split("/");
  const page = pages.find(({ to }) => to.startsWith(`/${first}`));
  const title = page === undefined ? name : `${page.name} · ${name}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/** The stated purpose, shown all along, with a way to take it back. */
function PurposeMark({ purpose }: { readonly purpose: string }) {
  const { t, language } = useWords();
  const { viewer } = useFrame();
  const { statePurpose } = useSession();
  const term = viewer?.purposes?.find(({ code }) => code === purpose);
  const name = labelIn(language, term) ?? purpose;
  return (
    <span className="purpose-mark">
      {t("shell.purpose", { name })}
      <Button
        className="button button-quiet"
        aria-label={t("shell.endPurpose")}
        onPress={() => statePurpose(null)}
      >
        ×
      </Button>
    </span>
  );
}
