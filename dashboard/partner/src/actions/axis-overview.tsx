import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useFrame } from "../frame/frame";
import { type MissingLandlord, missingOf } from "../frame/missing";
import { MissingLandlords } from "../frame/missing-landlords";
import { NotFound } from "../frame/not-found";
import { usePlace } from "../frame/place";
import { countEach, countPlan, type PlanCounts } from "../plan/action-counts";
import { everyAction } from "../plan/plan-filter";
import { usePlan } from "../plan/use-plan";
import { actionCountsDocument } from "./actions.documents";
import { AxisTable } from "./axis-table";
import { Unreadable } from "./unreadable";

const roomRem = 24;

/** How the plan stands over the territory's whole, by axis. */
export function AxisOverview() {
  const { t } = useWords();
  const { landlord } = usePlace();
  return (
    <section aria-labelledby="actions-axes">
      <h2 id="actions-axes">{t("actions.axes")}</h2>
      {landlord === null ? <CountsOfAll /> : <CountsOfOne landlord={landlord} />}
    </section>
  );
}

function CountsOfAll() {
  const { t } = useWords();
  const { territory } = usePlace();
  const query = useGraph(actionCountsDocument, { code: territory });
  return (
    <Answered query={query} roomRem={roomRem}>
      {({ territory: found }) => {
        if (found == null) return <NotFound />;
        const { counts, missing } = found.actions ?? {};
        return (
          <Counts
            caption={t("actions.axesCaption")}
            missing={missingOf(missing)}
            counts={counts == null ? null : countPlan(counts)}
          />
        );
      }}
    </Answered>
  );
}

/** The graph counts over all landlords only: one landlord's own actions are read and counted. */
function CountsOfOne({ landlord }: { readonly landlord: string }) {
  const { t } = useWords();
  const { landlordName } = useFrame();
  const { territory } = usePlace();
  const query = usePlan({
    ...everyAction,
    ...{ code: territory, axis: null, landlord },
    wanted: Number.POSITIVE_INFINITY,
  });
  return (
    <Answered query={query} roomRem={roomRem}>
      {(plan) =>
        plan === null ? (
          <NotFound />
        ) : (
          <Counts
            caption={t("actions.axesCaptionOf", { landlord: landlordName(landlord) })}
            missing={plan.missing.filter(({ slug }) => slug === landlord)}
            counts={plan.isReadable ? countEach(plan.actions) : null}
          />
        )
      }
    </Answered>
  );
}

interface CountsProps {
  readonly caption: string;
  readonly missing: readonly MissingLandlord[];
  /** Null where they were not given. */
  readonly counts: PlanCounts | null;
}

function Counts({ caption, missing, counts }: CountsProps) {
  const { t } = useWords();
  return (
    <>
      <MissingLandlords title={t("actions.missing", { count: missing.length })} missing={missing} />
      {counts === null ? <Unreadable /> : <AxisTable caption={caption} counts={counts} />}
    </>
  );
}
