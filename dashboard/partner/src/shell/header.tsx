import { useWords } from "@palier/dashboard-ui/language/use-words";
import { LanguageSwitch } from "@palier/dashboard-ui/parts/language-switch";
import { Mark } from "@palier/dashboard-ui/parts/mark";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { Button } from "react-aria-components";
import { NavLink } from "react-router";
import { useFrame } from "../frame/frame";
import { addressOf } from "../frame/links";
import { Logo } from "../frame/logo";
import { queryOf, usePlace } from "../frame/place";
import { HelpPanel } from "../help/help-panel";
import { SearchPanel } from "../search/search-panel";
import { AccountMenu } from "./account-menu";
import { type Page, pages } from "./pages";

/** Name, pages and who is signed in. */
export function Header() {
  const { t } = useWords();
  const { purpose } = useSession();
  const entries = useEntries();
  return (
    <header className="header only-screen">
      <div className="header-line">
        <div className="header-marks">
          <span className="brand">
            <Mark /> <span className="brand-name">{t("terms.product")}</span>
          </span>
          <ReaderLogo />
        </div>
        <div className="header-tools">
          {purpose !== null && <PurposeMark purpose={purpose} />}
          <SearchPanel />
          <HelpPanel />
          <LanguageSwitch />
          <AccountMenu />
        </div>
      </div>
      <nav aria-label={t("shell.pages")}>
        <ul className="pages">
          {entries.map(({ path, to, name }) => (
            <li key={path}>
              <NavLink to={to}>{name}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}

/** Of the party in whose name the visitor reads, where the coordinator has it. */
function ReaderLogo() {
  const { settings } = useSession();
  const code = useFrame().viewer?.partner?.code;
  const party = settings.convention?.partners.find((each) => each.code === code);
  return party?.logo == null ? null : <Logo address={party.logo} name={party.name} />;
}

interface Entry {
  readonly path: string;
  readonly to: string;
  readonly name: string;
}

/** The pages that have a name and are for the visitor, about where they stand. */
function useEntries(): readonly Entry[] {
  const { t } = useWords();
  const frame = useFrame();
  const { territory, kept, query } = usePlace();
  const queryWithTerritory = queryOf({ territory, ...kept });
  return Object.values<Page>(pages).flatMap(({ path, name, isFor }) => {
    if (name === undefined || isFor?.(frame) === false) return [];
    const rest = path.includes(":territory") ? query : queryWithTerritory;
    return [{ path, to: addressOf(path, territory) + rest, name: t(name) }];
  });
}

/** The stated purpose, shown all along, with a way to take it back. */
function PurposeMark({ purpose }: { readonly purpose: string }) {
  const { t, worded } = useWords();
  const { viewer } = useFrame();
  const { statePurpose } = useSession();
  const term = viewer?.purposes?.find(({ code }) => code === purpose);
  const name = worded(term) ?? purpose;
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
