import { useWords } from "@palier/dashboard-ui/language/use-words";
import { AsWritten } from "@palier/dashboard-ui/parts/as-written";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { type FrameTerritory, useFrame } from "../frame/frame";
import { Logo } from "../frame/logo";
import { SheetFooter } from "./sheet-footer";

export interface CoverSheetProps {
  readonly territory: FrameTerritory;
  readonly month: string;
}

/** What the document is, of which territory and month, under which convention. */
export function CoverSheet({ territory, month }: CoverSheetProps) {
  const { t, format } = useWords();
  const { convention } = useFrame();
  const { settings } = useSession();
  return (
    <section className="sheet cover">
      <p className="cover-brand">{t("terms.product")}</p>
      <div className="cover-title">
        <p className="cover-kind">{t("report.kind")}</p>
        <h1>{t("report.committee")}</h1>
        <p className="cover-territory">
          {territory.name ?? territory.code}
          {territory.kind != null && <span>{t(`terms.kinds.${territory.kind}`)}</span>}
        </p>
        <p className="cover-month">{format.month(month)}</p>
      </div>
      <div className="cover-about">
        <p className="cover-convention">
          <AsWritten>{convention?.title}</AsWritten>
        </p>
        <Logos />
        {settings.isDemonstration && (
          <p className="cover-demonstration">{t("report.demonstration")}</p>
        )}
      </div>
      <SheetFooter month={month} />
    </section>
  );
}

/** Of all parties that have one. */
function Logos() {
  const { convention } = useSession().settings;
  const parties = [...(convention?.landlords ?? []), ...(convention?.partners ?? [])];
  return (
    <p className="cover-logos">
      {parties.map(
        ({ code, name, logo }) => logo !== null && <Logo key={code} address={logo} name={name} />,
      )}
    </p>
  );
}
