import { lazy, Suspense } from "react";
import { I18nProvider } from "react-aria-components";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { useFrame } from "../frame/frame";
import { useWords } from "../language/use-words";
import { FaultBoundary } from "../parts/fault-boundary";
import { NotFound } from "../parts/not-found";
import { Waiting } from "../parts/waiting";
import { useSession } from "../session/session-context";
import { TerritoryPage } from "../territory/territory-page";
import { Layout } from "./layout";
import { SignInPage } from "./sign-in-page";

const MapPage = lazy(async () => ({ default: (await import("../map/map-page")).MapPage }));
const SitePage = lazy(async () => ({ default: (await import("../site/site-page")).SitePage }));
const ActionsPage = lazy(async () => ({
  default: (await import("../actions/actions-page")).ActionsPage,
}));
const RightsPage = lazy(async () => ({
  default: (await import("../rights/rights-page")).RightsPage,
}));
const ReportPage = lazy(async () => ({
  default: (await import("../report/report-page")).ReportPage,
}));

/** The dashboard in the visitor's language; nothing of the graph is read before somebody signs in. */
export function App() {
  const { session, settings } = useSession();
  const { language } = useWords();
  const isSignedIn = session !== null || settings.signIn === null;
  return (
    // What lists and dialogues say by themselves to who listens.
    <I18nProvider locale={language}>{isSignedIn ? <Pages /> : <SignInPage />}</I18nProvider>
  );
}

/** Which page stands at which address. */
function Pages() {
  const { pathname } = useLocation();
  return (
    <Layout>
      <FaultBoundary address={pathname}>
        <Suspense fallback={<Waiting />}>
          <Routes>
            <Route path="/" element={<FirstPage />} />
            <Route path="/territory/:code" element={<TerritoryPage />} />
            <Route path="/map/:code" element={<MapPage />} />
            <Route path="/sites/:id" element={<SitePage />} />
            <Route path="/actions/:code" element={<ActionsPage />} />
            <Route path="/rights" element={<RightsPage />} />
            <Route path="/report/:code" element={<ReportPage />} />
            <Route path="*" element={<NotFound />} />
          </Routes>
        </Suspense>
      </FaultBoundary>
    </Layout>
  );
}

function FirstPage() {
  const { firstTerritory } = useFrame();
  if (firstTerritory === null) return <NotFound />;
  return <Navigate to={`/territory/${firstTerritory.code}`} replace />;
}
