import { useWords } from "@palier/dashboard-ui/language/use-words";
import { FaultBoundary } from "@palier/dashboard-ui/parts/fault-boundary";
import { Waiting } from "@palier/dashboard-ui/parts/waiting";
import { ExplainedAt } from "@palier/dashboard-ui/parts/why-refused";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { lazy, Suspense } from "react";
import { I18nProvider } from "react-aria-components";
import { Navigate, Outlet, Route, Routes, useLocation } from "react-router";
import { useFrame } from "../frame/frame";
import { addressOf, LinksContext } from "../frame/links";
import { NotFound } from "../frame/not-found";
import { Layout } from "./layout";
import { type Page, pages } from "./pages";
import { SignInPage } from "./sign-in-page";

const routes = Object.values<Page>(pages).map(({ path, load }) => ({
  path,
  Page: lazy(async () => ({ default: await load() })),
}));

const explainedAt = (line: string) => `${pages.rights.path}#${line}`;

/** The dashboard in the visitor's language; nothing of the graph is read before somebody signs in. */
export function App() {
  const { session, readUntilMs, settings } = useSession();
  const { language } = useWords();
  // What was read before a session ended is still to be looked at.
  const isRead = session !== null || readUntilMs !== null || settings.signIn === null;
  return (
    // What lists and dialogues say by themselves to who listens.
    <I18nProvider locale={language.code}>
      {isRead ? (
        <LinksContext value={pages}>
          <ExplainedAt value={explainedAt}>
            <Pages />
          </ExplainedAt>
        </LinksContext>
      ) : (
        <SignInPage />
      )}
    </I18nProvider>
  );
}

/** Which page stands at which address. */
function Pages() {
  return (
    <Routes>
      <Route element={<Framed />}>
        <Route index element={<FirstPage />} />
        {routes.map(({ path, Page }) => (
          <Route key={path} path={path} element={<Page />} />
        ))}
        <Route path="*" element={<NotFound />} />
      </Route>
    </Routes>
  );
}

function Framed() {
  const { pathname } = useLocation();
  return (
    <Layout>
      <FaultBoundary address={pathname}>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </FaultBoundary>
    </Layout>
  );
}

function FirstPage() {
  const { firstTerritory } = useFrame();
  if (firstTerritory === null) return <NotFound />;
  return <Navigate to={addressOf(pages.territory.path, firstTerritory.code)} replace />;
}
