import { Button } from "react-aria-components";
import { useFrame } from "../frame/frame";
import { useWords } from "../language/use-words";
import { useSession } from "../session/session-context";

/** The stated purpose, shown all along, with a way to take it back. */
export function PurposeMark({ purpose }: { readonly purpose: string }) {
  const { t, language } = useWords();
  const { viewer } = useFrame();
  const { statePurpose } = useSession();
  const term = viewer?.purposes?.find(({ code }) => code === purpose);
  const name = (language === "fr" ? term?.french : term?.english) ?? purpose;
  return (
    <span className="purpose-mark">
      {t("shell.purpose", { name })}
      <Button
        className="button button-quiet"
        aria-label={t("shell.endPurpose")}
        onPress={() => statePurpose(null)}
      >
        ×
      </Button>
    </span>
  );
}
