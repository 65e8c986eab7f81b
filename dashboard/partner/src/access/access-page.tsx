import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../frame/frame";
import { WithheldRow } from "../frame/withheld-row";
import { AccessSection } from "./access-section";
import { mayReadCounts } from "./may-read-counts";
import { RefusalSection } from "./refusal-section";
import "./access-page.css";

/** How often the landlords' nodes were asked, and what the gateway refused: numbers alone. */
export function AccessPage() {
  const { t } = useWords();
  const frame = useFrame();
  return (
    <div className="access">
      <h1>{t("access.title")}</h1>
      {mayReadCounts(frame) ? (
        <>
          <p className="access-lead">{t("access.lead")}</p>
          <AccessSection />
          <RefusalSection />
        </>
      ) : (
        <WithheldRow row="ACCESS_LOG" />
      )}
    </div>
  );
}
