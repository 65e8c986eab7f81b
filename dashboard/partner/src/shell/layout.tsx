import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { type ReactNode, useEffect } from "react";
import { Button } from "react-aria-components";
import { matchPath, useLocation } from "react-router";
import { FrameContext, frameOf } from "../frame/frame";
import { frameDocument } from "../frame/frame.documents";
import { TableFiles } from "../frame/table-files";
import type { FrameQuery } from "../generated/graphql";
import { DemonstrationBanner } from "./demonstration-banner";
import { Header } from "./header";
import { type Page, pages } from "./pages";
import "./layout.css";

/** The frame around every page: who reads, where they are, and what may be gone to. */
export function Layout({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  const { settings } = useSession();
  const frame = useGraph(frameDocument, {});
  const { pathname } = useLocation();
  const page = Object.values<Page>(pages).find(({ path }) => matchPath(path, pathname) !== null);
  const isAlone = page?.isAlone === true;
  useEffect(() => {
    if (pathname !== "") document.getElementById("main")?.scrollIntoView?.();
  }, [pathname]);
  return (
    <>
      <PageTitle page={page} />
      <a className="skip" href="#main">
        {t("shell.skip")}
      </a>
      {settings.isDemonstration && <DemonstrationBanner />}
      <SessionNotice />
      <Answered query={frame} roomRem={24}>
        {(data) => (
          <FrameContext value={frameOf(data)}>
            {!isAlone && <Header />}
            <PaperHead data={data} />
            <main id="main" className="page" tabIndex={-1}>
              <TableFiles areOffered={!isAlone && page?.isForPaper !== true}>{children}</TableFiles>
            </main>
            {!isAlone && (
              <Footer reference={data.convention?.reference} version={data.convention?.version} />
            )}
          </FrameContext>
        )}
      </Answered>
    </>
  );
}

/** Says in the browser's tab and history which page this is; a page that is drawn after it may say more. */
function PageTitle({ page }: { readonly page: Page | undefined }) {
  const { t } = useWords();
  const title = page?.title ?? page?.name;
  const product = t("terms.product");
  const said = title === undefined ? product : `${t(title)} · ${product}`;
  useEffect(() => {
    document.title = said;
  }, [said]);
  return null;
}

/** The session is about to end, or has; it stays in view, as does what the visitor was reading. */
function SessionNotice() {
  const { t, format } = useWords();
  const { endsSoon, hasExpired, readUntilMs, signInAgain, signOut } = useSession();
  const ended = hasExpired ? readUntilMs : null;
  if (ended === null && !endsSoon) return null;
  return (
    <div className="session-notice only-screen">
      <Notice kind="partial" title={t(ended === null ? "shell.endsSoon" : "shell.expired")}>
        <p>
          {ended === null
            ? t("shell.endsSoonAdvice")
            : t("shell.expiredKept", { moment: format.moment(ended) })}
        </p>
        {/* The address stays: whoever signs in again comes back to it. */}
        <Button className="button" onPress={() => signInAgain()}>
          {t("shell.signInAgain")}
        </Button>
        {/* The account's menu went with the session; what was read is still there. */}
        {ended !== null && (
          <Button className="button button-quiet" onPress={() => signOut()}>
            {t("shell.signOut")}
          </Button>
        )}
      </Notice>
    </div>
  );
}

/** For whom a printed page was, and under which convention: on a screen the header and the footer say it. */
function PaperHead({ data: { viewer, convention } }: { readonly data: FrameQuery }) {
  const { t } = useWords();
  const { reference, version } = convention ?? {};
  const terms = reference === undefined ? [] : [t("shell.convention", { reference, version })];
  const recipient = viewer?.partner?.name ?? viewer?.partner?.code;
  const parts = recipient === undefined ? terms : [...terms, recipient];
  return <p className="paper-head quiet">{parts.join(" · ")}</p>;
}

interface FooterProps {
  readonly reference: string | undefined;
  readonly version: number | null | undefined;
}

function Footer({ reference, version }: FooterProps) {
  const { t } = useWords();
  if (reference === undefined) return null;
  return <footer className="footer quiet">{t("shell.convention", { reference, version })}</footer>;
}
