import { QueryClientProvider } from "@tanstack/react-query";
import type { Root } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { createQueryClient } from "../graph/query-client";
import { startLanguage } from "../language/language";
import { OutOfReach } from "../parts/out-of-reach";
import { SessionProvider } from "../session/session-provider";
import { readSettings } from "../session/settings";
import { SignIn } from "../session/sign-in";
import { App } from "./app";
import { english } from "./catalogues/english";
import { french } from "./catalogues/french";
import "../styles/tokens.css";
import "../styles/base.css";

/** Reads what the gateway says of itself and who this tab is signed in as, then draws the page. */
export async function startDashboard(root: Root): Promise<void> {
  startLanguage({ fr: french, en: english });
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
