import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Button, Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { SearchedPlaces, type SearchedPlacesProps } from "./searched-places";
import "./search-dialog.css";

export interface SearchDialogProps extends Pick<SearchedPlacesProps, "toSite"> {
  readonly title: string;
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
}

/** Finds by what is typed, above whichever page. */
export function SearchDialog({ title, isOpen, setOpen, toSite }: SearchDialogProps) {
  const { t } = useWords();
  return (
    <ModalOverlay
      className="search-overlay only-screen"
      isDismissable={true}
      isOpen={isOpen}
      onOpenChange={setOpen}
    >
      <Modal className="search-box">
        <Dialog className="search">
          <div className="search-head">
            <Heading slot="title">{title}</Heading>
            <Button slot="close" className="button button-quiet" aria-label={t("search.close")}>
              ×
            </Button>
          </div>
          <SearchedPlaces toSite={toSite} onChosen={() => setOpen(false)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
