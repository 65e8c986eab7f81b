import type { Answer } from "@palier/dashboard-ui/graph/ask";
import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import type { UseQueryResult } from "@tanstack/react-query";
import { Button } from "react-aria-components";
import { useFrame } from "../../frame/frame";
import type { Family } from "../../generated/graphql";
import {
  siteCircumstancesDocument,
  siteComplaintsDocument,
  siteIncidentsDocument,
} from "../ground/site.documents";
import { type Beside, shownBeside } from "./beside";
import { IncidentTable } from "./incident-table";

export interface IncidentPageProps {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly family: Family | null;
  /** Cursor of the last incident of the page before. */
  readonly after: string | null;
  /** Number of the page, from 1. */
  readonly page: number;
  /** To the page after the cursor, or back to the one before. */
  readonly turn: (cursor: string | null) => void;
}

const first = 20;

/** One page of incidents, with complaints and circumstances for those who are shown them. */
export function IncidentPage({ id, from, to, family, after, page, turn }: IncidentPageProps) {
  const { t } = useWords();
  const { may } = useFrame();
  const variables = { id, from, to, family, first, after };
  const query = useGraph(siteIncidentsDocument, variables, { withPurpose: true });
  const complaints = useGraph(siteComplaintsDocument, variables, {
    isEnabled: may("COMPLAINT_REFERENCE"),
    withPurpose: true,
  });
  const circumstances = useGraph(siteCircumstancesDocument, variables, {
    isEnabled: may("INCIDENT_CIRCUMSTANCES"),
    withPurpose: true,
  });
  return (
    <Answered query={query} roomRem={30}>
      {({ site }, isWhole) => {
        const incidents = site?.incidents;
        if (incidents == null) return isWhole ? <p>{t("site.incidentsHidden")}</p> : null;
        const { hasNextPage, endCursor } = incidents.pageInfo;
        const rows = nodesOf(incidents.edges);
        if (rows.length === 0) return <p>{t("site.noIncidents")}</p>;
        return (
          <>
            <IncidentTable
              incidents={rows}
              complaints={besideOf(complaints, may("COMPLAINT_REFERENCE"))}
              circumstances={besideOf(circumstances, may("INCIDENT_CIRCUMSTANCES"))}
              from={from}
              to={to}
            />
            {complaints.error !== null && <Answered query={complaints}>{() => null}</Answered>}
            {circumstances.error !== null && (
              <Answered query={circumstances}>{() => null}</Answered>
            )}
            <Turning page={page} next={hasNextPage ? endCursor : null} turn={turn} />
          </>
        );
      }}
    </Answered>
  );
}

/** What one of the further questions tells of the incidents on the page. */
function besideOf<More extends { readonly id: string }>(
  { data: answer, isPlaceholderData: isOfOtherPage }: UseQueryResult<Answer<PageOf<More>>>,
  isShown: boolean,
): Beside<More> {
  if (!isShown) return { state: "HIDDEN" };
  const edges = isOfOtherPage ? undefined : answer?.data.site?.incidents?.edges;
  return edges === undefined ? { state: "AWAITED" } : shownBeside(nodesOf(edges));
}

interface PageOf<Node> {
  readonly site: {
    readonly incidents: { readonly edges: readonly { readonly node: Node | null }[] } | null;
  } | null;
}

function nodesOf<Node>(edges: readonly { readonly node: Node | null }[]): Node[] {
  return edges.flatMap(({ node }) => (node === null ? [] : [node]));
}

interface TurningProps extends Pick<IncidentPageProps, "page" | "turn"> {
  /** Cursor that the next page comes after; null on the last. */
  readonly next: string | null;
}

/** To the pages before and after, where there is more than one. */
function Turning({ page, next, turn }: TurningProps) {
  const { t } = useWords();
  if (page === 1 && next === null) return null;
  return (
    <div className="incident-pages only-screen">
      <Button className="button button-quiet" isDisabled={page === 1} onPress={() => turn(null)}>
        {t("site.later")}
      </Button>
      <span role="status">{t("site.pageOf", { page })}</span>
      <Button className="button button-quiet" isDisabled={next === null} onPress={() => turn(next)}>
        {t("site.earlier")}
      </Button>
    </div>
  );
}
