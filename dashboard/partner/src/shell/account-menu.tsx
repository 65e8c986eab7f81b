import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { chooseScheme, schemes, useScheme } from "@palier/dashboard-ui/styles/scheme";
import {
  Button,
  Menu,
  MenuItem,
  MenuSection,
  Header as MenuTitle,
  MenuTrigger,
  Popover,
} from "react-aria-components";
import { useFrame } from "../frame/frame";

/** Who reads; in the demonstration, whom else to read as. */
export function AccountMenu() {
  const { t } = useWords();
  const { viewer } = useFrame();
  const { session, settings, signIn, signOut } = useSession();
  if (session === null) return null;
  const others = settings.accounts.filter(({ account }) => account !== session.account);
  const act = (key: string) => {
    if (key === "sign-out") signOut();
    else if (key === "sign-in") signIn();
    else if (key.startsWith("as:")) signIn(key.slice("as:".length));
  };
  return (
    <MenuTrigger>
      <Button className="button button-quiet account">
        {viewer?.partner?.name ?? session.account}
      </Button>
      <Popover className="choice-list">
        <Menu className="account-menu" onAction={(key) => act(String(key))}>
          {others.length > 0 && (
            <MenuSection>
              <MenuTitle className="menu-title">{t("shell.viewAs")}</MenuTitle>
              {others.map(({ account, name }) => (
                <MenuItem
                  key={account}
                  id={`as:${account}`}
                  className="choice-option"
                  textValue={name}
                >
                  {name}
                </MenuItem>
              ))}
            </MenuSection>
          )}
          <SchemeChoice />
          <MenuItem id="sign-in" className="choice-option">
            {t("shell.changeAccount")}
          </MenuItem>
          <MenuItem id="sign-out" className="choice-option">
            {t("shell.signOut")}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** The colours of the screens, for this browser; paper stays light. */
function SchemeChoice() {
  const { t } = useWords();
  const scheme = useScheme();
  return (
    <MenuSection
      className="menu-section"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[scheme]}
      onSelectionChange={(keys) => {
        const chosen = schemes.find((each) => keys !== "all" && keys.has(each));
        if (chosen !== undefined) chooseScheme(chosen);
      }}
    >
      <MenuTitle className="menu-title">{t("shell.scheme")}</MenuTitle>
      {schemes.map((each) => (
        <MenuItem key={each} id={each} className="choice-option">
          {t(`shell.schemes.${each}`)}
        </MenuItem>
      ))}
    </MenuSection>
  );
}
