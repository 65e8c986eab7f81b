import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useEffect, useState } from "react";
import { Button } from "react-aria-components";
import { SearchDialog } from "./search-dialog";

/** Finds sites and territories from whichever page, by its button or by keys. */
export function SearchPanel() {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <Button
        className="button button-quiet"
        aria-keyshortcuts="Control+K Meta+K"
        onPress={() => setOpen(true)}
      >
        {t("search.open")}
      </Button>
      <SearchDialog title={t("search.title")} {...{ isOpen, setOpen }} />
    </>
  );
}

/** A single letter would be taken from those who speak to their machine, or write. */
function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey && !shiftKey;
}
