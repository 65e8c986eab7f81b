import { DataSource } from "typeorm";
import {
  AccessLogHeadRow,
  AccessLogMonthRow,
  AccessLogPurgedRow,
  AccessLogRow,
} from "../access-log/access-log.entity.js";
import { LogCheckpointRow, PeerLogHeadRow } from "../access-log/log-head.entity.js";
import { ActionRow } from "../action/action.entity.js";
import { ActionChangeRow } from "../action/action-change.entity.js";
import { ActionFurtherSiteRow } from "../action/action-further-site.entity.js";
import { ClassificationRow } from "../classification/classification.entity.js";
import { LevelTallyRow } from "../classification/level-tally.entity.js";
import { IncidentVersionRow } from "../correction/incident-version.entity.js";
import { IncidentVersionPersonalRow } from "../correction/incident-version-personal.entity.js";
import { WithdrawnIncidentRow } from "../correction/withdrawn-incident.entity.js";
import { DecisionRow } from "../decision/decision.entity.js";
import { ErasedFieldRow, ErasureRow } from "../erasure/erasure.entity.js";
import { HandedOverRow } from "../hand-over/handed-over.entity.js";
import { TakenCountRow } from "../hand-over/taken-count.entity.js";
import { TakenOverRow } from "../hand-over/taken-over.entity.js";
import { ImportFileRow } from "../incident/import-file.entity.js";
import { ImportRetoldRow } from "../incident/import-retold.entity.js";
import { ImportRunRow } from "../incident/import-run.entity.js";
import { IncidentRow } from "../incident/incident.entity.js";
import { IncidentCountRow } from "../incident/incident-count.entity.js";
import { IncidentIdentityRow } from "../incident/incident-identity.entity.js";
import { IncidentPersonalRow } from "../incident/incident-personal.entity.js";
import { IncidentSourceRow } from "../incident/incident-source.entity.js";
import { ClosedMonthRow } from "../month/closed-month.entity.js";
import { OpenMonthRow } from "../month/open-month.entity.js";
import { PartnerPauseRow } from "../partner/partner-pause.entity.js";
import { PurgeRunRow } from "../purge/purge-run.entity.js";
import { PurgedIdentityRow } from "../purge/purged-identity.entity.js";
import { ReleaseKeyRow, ReleaseRow } from "../release/release.entity.js";
import { ReleaseLevelRow, ReleaseNoteRow } from "../release/release-level.entity.js";
import { ReleaseCellRow, ReleaseLineRow } from "../release/release-line.entity.js";
import { RestorationRow } from "../release/restoration.entity.js";
import { FormerLevelRow, FormerTallyRow } from "../restatement/former-level.entity.js";
import { ReopenedMonthRow, RestatementRow } from "../restatement/restatement.entity.js";
import { FrozenGateRow } from "../retention/frozen-gate.entity.js";
import { PurgeHorizonRow } from "../retention/purge-horizon.entity.js";
import { ConventionSignatureRow } from "../signature/convention-signature.entity.js";
import { RecordEditionRow } from "../signature/record-edition.entity.js";
import { SiteRow } from "../site/site.entity.js";
import { SiteActRow } from "../site/site-act.entity.js";
import { SiteNumberRow } from "../site/site-number.entity.js";
import { SitePartRow } from "../site/site-part.entity.js";
import { SitePastRow } from "../site/site-past.entity.js";
import { mostSessions, StoreSession } from "../sql/store-session.js";
import { SubmissionRow } from "../submission/submission.entity.js";
import { SubmittingSystemRow } from "../submission/submitting-system.entity.js";
import { CreateIncidentStore1793000000000 } from "./migrations/1793000000000-create-incident-store.js";
import { IdentifyByValues1795000000000 } from "./migrations/1795000000000-identify-by-values.js";
import { DateSites1795100000000 } from "./migrations/1795100000000-date-sites.js";
import { JoinSites1795100000001 } from "./migrations/1795100000001-join-sites.js";
import { KeepActionHistory1795200000000 } from "./migrations/1795200000000-keep-action-history.js";
import { WithdrawDecisions1795200000001 } from "./migrations/1795200000001-withdraw-decisions.js";
import { KeepCorrections1795200000002 } from "./migrations/1795200000002-keep-corrections.js";
import { RecordCircumstances1795300000000 } from "./migrations/1795300000000-record-circumstances.js";
import { KeepFormerLevels1796200000000 } from "./migrations/1796200000000-keep-former-levels.js";
import { HandSitesOver1796300000000 } from "./migrations/1796300000000-hand-sites-over.js";
import { KeepSiteActs1796300000001 } from "./migrations/1796300000001-keep-site-acts.js";
import { TakeSubmissions1796300000002 } from "./migrations/1796300000002-take-submissions.js";
import { PurgeRecord1796400000000 } from "./migrations/1796400000000-purge-record.js";
import { EraseTraces1796400000001 } from "./migrations/1796400000001-erase-traces.js";
import { GiveIdentities1796600000000 } from "./migrations/1796600000000-give-identities.js";
import { KeepRetold1796600000001 } from "./migrations/1796600000001-keep-retold.js";
import { KeepReleases1797100000000 } from "./migrations/1797100000000-keep-releases.js";
import { AwaitMonths1797200000000 } from "./migrations/1797200000000-await-months.js";
import { MarkRestorations1797300000000 } from "./migrations/1797300000000-mark-restorations.js";
import { DateReopenings1797400000000 } from "./migrations/1797400000000-date-reopenings.js";
import { CreateAccessLog1793400000000 } from "./migrations/trust/1793400000000-create-access-log.js";
import { CreatePartnerPause1793400000001 } from "./migrations/trust/1793400000001-create-partner-pause.js";
import { CreateConventionSignature1793400000002 } from "./migrations/trust/1793400000002-create-convention-signature.js";
import { KeepSignedConvention1793900000000 } from "./migrations/trust/1793900000000-keep-signed-convention.js";
import { SaltAccessLog1794100000000 } from "./migrations/trust/1794100000000-salt-access-log.js";
import { KeepLogHeads1794100000001 } from "./migrations/trust/1794100000001-keep-log-heads.js";
import { CountAccessLog1794300000000 } from "./migrations/trust/1794300000000-count-access-log.js";
import { NumberEditions1797500000000 } from "./migrations/trust/1797500000000-number-editions.js";
import { NodeRow } from "./node.entity.js";

/** Settings of pg's pool and of its connections, see https://node-postgres.com/apis/pool. */
export interface ConnectionLimits {
  readonly connectionTimeoutMillis: number;
  /** Milliseconds after which PostgreSQL ends a statement. */
  readonly statement_timeout: number;
  /** Milliseconds after which the client gives a statement up, should the server not answer. */
  readonly query_timeout: number;
}

/**
 * The tables fit in memory: a row reached through an index costs little more than the next one.
 * With PostgreSQL's default, made for spinning disks, a page of sites read five times the rows.
 * A pooler in between must let `options` through (PgBouncer: ignore_startup_parameters).
 */
const plannerOptions = "-c random_page_cost=1.1";

/** A session keeps settings of the database and the role as they were when it began, for no longer. */
const longestSessionSeconds = 600;

/**
 * Unopened data source; the caller initializes and destroys it.
 *
 * @param limits pg's own when absent: statements of any length.
 */
export function createDataSource(databaseUrl: string, limits?: ConnectionLimits): DataSource {
  return new DataSource({
    type: "postgres",
    url: databaseUrl,
    entities: [
      NodeRow,
      SiteRow,
      SitePastRow,
      SitePartRow,
      SiteNumberRow,
      HandedOverRow,
      TakenOverRow,
      TakenCountRow,
      SiteActRow,
      ImportRunRow,
      ImportFileRow,
      ImportRetoldRow,
      IncidentRow,
      IncidentSourceRow,
      IncidentPersonalRow,
      IncidentIdentityRow,
      IncidentVersionRow,
      IncidentVersionPersonalRow,
      WithdrawnIncidentRow,
      SubmittingSystemRow,
      SubmissionRow,
      IncidentCountRow,
      ClosedMonthRow,
      OpenMonthRow,
      ClassificationRow,
      LevelTallyRow,
      RestatementRow,
      ReopenedMonthRow,
      FormerLevelRow,
      FormerTallyRow,
      DecisionRow,
      ActionRow,
      ActionFurtherSiteRow,
      ActionChangeRow,
      AccessLogRow,
      AccessLogHeadRow,
      AccessLogMonthRow,
      AccessLogPurgedRow,
      LogCheckpointRow,
      PeerLogHeadRow,
      PartnerPauseRow,
      ConventionSignatureRow,
      PurgeHorizonRow,
      FrozenGateRow,
      PurgedIdentityRow,
      PurgeRunRow,
      ErasureRow,
      ErasedFieldRow,
      ReleaseKeyRow,
      ReleaseRow,
      ReleaseLineRow,
      ReleaseCellRow,
      ReleaseLevelRow,
      ReleaseNoteRow,
      RestorationRow,
      RecordEditionRow,
    ],
    // In the order of their times, in which a store takes them and a backup names them.
    migrations: [
      CreateIncidentStore1793000000000,
      CreateAccessLog1793400000000,
      CreatePartnerPause1793400000001,
      CreateConventionSignature1793400000002,
      KeepSignedConvention1793900000000,
      SaltAccessLog1794100000000,
      KeepLogHeads1794100000001,
      CountAccessLog1794300000000,
      IdentifyByValues1795000000000,
      DateSites1795100000000,
      JoinSites1795100000001,
      KeepActionHistory1795200000000,
      WithdrawDecisions1795200000001,
      KeepCorrections1795200000002,
      RecordCircumstances1795300000000,
      KeepFormerLevels1796200000000,
      HandSitesOver1796300000000,
      KeepSiteActs1796300000001,
      TakeSubmissions1796300000002,
      PurgeRecord1796400000000,
      EraseTraces1796400000001,
      GiveIdentities1796600000000,
      KeepRetold1796600000001,
      KeepReleases1797100000000,
      AwaitMonths1797200000000,
      MarkRestorations1797300000000,
      DateReopenings1797400000000,
      NumberEditions1797500000000,
    ],
    migrationsTransactionMode: "all",
    synchronize: false,
    extra: {
      ...limits,
      application_name: `palier, process ${process.pid}`,
      options: plannerOptions,
      max: mostSessions,
      maxLifetimeSeconds: longestSessionSeconds,
      Client: StoreSession,
    },
  });
}
