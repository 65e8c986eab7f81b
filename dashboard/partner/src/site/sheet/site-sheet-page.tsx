import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { Waiting } from "@palier/dashboard-ui/parts/waiting";
import { type Query, useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { Link, useParams } from "react-router";
import { useFrame } from "../../frame/frame";
import { useLinks } from "../../frame/links";
import { usePlace } from "../../frame/place";
import { windowMonths } from "../../pattern/months";
import { type InMonth, Section } from "../ground/section";
import { siteLevelDocument } from "../ground/site.documents";
import { LevelSection } from "../level/level-section";
import { ReasonsSection } from "../reasons/reasons-section";
import { SiteFile } from "../site-file";
import { SiteIdentity } from "../site-identity";
import { OpenActions } from "./open-actions";
import { TwelveMonths } from "./twelve-months";
import "../site-page.css";
import "./site-sheet.css";

/** A site on one sheet of A4, to be taken to a meeting. */
export function SiteSheetPage() {
  const { id = "" } = useParams();
  return (
    <SiteFile key={id} id={id} bar={<SheetBar id={id} />}>
      <Sheet id={id} />
    </SiteFile>
  );
}

/** The way back, and to paper once all of the sheet is there. */
function SheetBar({ id }: { readonly id: string }) {
  const { t } = useWords();
  const linkTo = useLinks();
  const { query } = usePlace();
  const isReading = useIsFetching() > 0;
  return (
    <div className="page-bar only-screen">
      <Link to={linkTo("site", id, query)}>
        <span aria-hidden="true">← </span>
        {t("site.sheet.back")}
      </Link>
      <Button className="button" isDisabled={isReading} onPress={() => window.print()}>
        {t("site.sheet.print")}
      </Button>
    </div>
  );
}

const isComing = { predicate: ({ state }: Query) => state.data === undefined };

/**
 * Whether all parts have come: shown as they come they would push each other down. From then on it is, whatever else
 * the page asks, for a search or another try.
 */
function useIsWhole(): boolean {
  const queries = useQueryClient();
  const coming = useIsFetching(isComing);
  const [isWhole, setWhole] = useState(false);
  // Parts ask when they are there, which is just before this, and may then have further ones.
  useEffect(() => {
    if (queries.isFetching(isComing) === 0) setWhole(true);
  }, [queries, coming]);
  return isWhole;
}

/** The parts of the site's page that fit, asked as that page asks them: who comes from there asks for nothing anew. */
function Sheet({ id }: { readonly id: string }) {
  const { t, format } = useWords();
  const { months } = useFrame();
  const { month } = usePlace();
  const isWhole = useIsWhole();
  if (month === null || !months.includes(month)) {
    return (
      <Notice kind="info" title={t("site.monthUnknown")}>
        <p>{t("site.monthUnknownAdvice")}</p>
      </Notice>
    );
  }
  return (
    <>
      {!isWhole && <Waiting />}
      <article className="site-sheet" data-month={month} hidden={!isWhole}>
        <p className="site-sheet-kind">{t("site.sheet.title", { month: format.month(month) })}</p>
        <SiteIdentity id={id} />
        <LevelSection id={id} month={month} isBrief />
        <ReasonsSection id={id} month={month} isBrief />
        <TwelveMonths id={id} month={month} />
        <OpenActions id={id} />
        <ClosedMonths id={id} month={month} />
      </article>
    </>
  );
}

/** On how much the level rests: months that are not closed count for nothing. */
function ClosedMonths({ id, month }: InMonth) {
  const { t } = useWords();
  const { may, landlordName } = useFrame();
  const isShown = may("SITE_LEVEL");
  const query = useGraph(siteLevelDocument, { id, month }, { isEnabled: isShown });
  if (!isShown) return null;
  return (
    <Section title={t("site.sheet.closed")}>
      <Answered query={query} roomRem={2}>
        {({ site }) => {
          const closed = site?.classification?.closedMonths;
          const [landlord = ""] = id.split(":");
          return (
            <p>
              {closed == null
                ? t("site.sheet.closedUnknown")
                : t("site.sheet.closedMonths", {
                    ...{ closed, window: windowMonths, landlord: landlordName(landlord) },
                  })}
            </p>
          );
        }}
      </Answered>
    </Section>
  );
}
