import { createQueryClient } from "@palier/dashboard-ui/graph/query-client";
import { startLanguage } from "@palier/dashboard-ui/language/language";
import { OutOfReach } from "@palier/dashboard-ui/parts/out-of-reach";
import { SessionProvider } from "@palier/dashboard-ui/session/session-provider";
import { readSettings } from "@palier/dashboard-ui/session/settings";
import { SignIn } from "@palier/dashboard-ui/session/sign-in";
import { startScheme } from "@palier/dashboard-ui/styles/scheme";
import { QueryClientProvider } from "@tanstack/react-query";
import type { Root } from "react-dom/client";
import { BrowserRouter, matchPath } from "react-router";
import { App } from "./app";
import { languages, type Page, pages } from "./pages";
import "@palier/dashboard-ui/styles/tokens.css";
import "@palier/dashboard-ui/styles/base.css";

/** Its program is on its way while the gateway is asked who reads. */
function loadFirstPage(): void {
  const all = Object.values<Page>(pages);
  const first = all.find(({ path }) => matchPath(path, location.pathname) !== null);
  // A page that cannot be loaded says so when it is shown.
  (first ?? pages.territory).load().catch(() => {});
}

/** Reads what the gateway says of itself and who this tab is signed in as, then draws the page. */
export async function startDashboard(root: Root): Promise<void> {
  startScheme();
  startLanguage(languages);
  loadFirstPage();
  // A page that "back" restores as it stood may show what the account before was shown.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) location.reload();
  });
  try {
    const settings = await readSettings();
    const signIn = settings.signIn === null ? null : new SignIn(settings.signIn);
    const initial = signIn === null ? null : await signIn.current();
    root.render(
      <QueryClientProvider client={createQueryClient()}>
        <SessionProvider settings={settings} signIn={signIn} initial={initial}>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </SessionProvider>
      </QueryClientProvider>,
    );
  } catch {
    // Without its settings the page can say one thing only, whatever went wrong.
    root.render(<OutOfReach />);
  }
}
