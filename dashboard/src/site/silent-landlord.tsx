import { Button } from "react-aria-components";
import { useFrame } from "../frame/frame";
import { useWords } from "../language/use-words";
import { Notice } from "../parts/notice";

export interface SilentLandlordProps {
  readonly id: string;
  readonly retry: () => unknown;
}

/** The landlord's node does not answer: nobody else knows whether the site exists. */
export function SilentLandlord({ id, retry }: SilentLandlordProps) {
  const { t } = useWords();
  const { landlordName } = useFrame();
  const [slug = ""] = id.split(":");
  return (
    <>
      <h1>{t("terms.site")}</h1>
      <Notice kind="partial" title={t("site.silent", { name: landlordName(slug) })}>
        <p>{t("site.silentAdvice")}</p>
        <Button className="button" onPress={() => void retry()}>
          {t("parts.retry")}
        </Button>
      </Notice>
    </>
  );
}
