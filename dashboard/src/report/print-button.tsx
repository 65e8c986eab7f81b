import { useIsFetching } from "@tanstack/react-query";
import { Button } from "react-aria-components";
import { useWords } from "../language/use-words";

/** Prints the report once all of it is there. */
export function PrintButton() {
  const { t } = useWords();
  const isReading = useIsFetching() > 0;
  return (
    <Button className="button report-print" isDisabled={isReading} onPress={() => window.print()}>
      {t("report.print")}
    </Button>
  );
}
