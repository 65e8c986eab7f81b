import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useEffect, useState } from "react";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { SearchedPlaces } from "./searched-places";
import "./search-panel.css";

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
      <ModalOverlay
        className="search-overlay only-screen"
        isDismissable={true}
        isOpen={isOpen}
        onOpenChange={setOpen}
      >
        <Modal className="search-box">
          <Dialog className="search">
            <div className="search-head">
              <Heading slot="title">{t("search.title")}</Heading>
              <Button slot="close" className="button button-quiet" aria-label={t("search.close")}>
                ×
              </Button>
            </div>
            <SearchedPlaces onChosen={() => setOpen(false)} />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

/** A single letter would be taken from those who speak to their machine, or write. */
function isShortcut({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey && !shiftKey;
}
