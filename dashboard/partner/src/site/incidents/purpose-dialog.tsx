import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { useState } from "react";
import {
  Button,
  Dialog,
  DialogTrigger,
  Heading,
  Label,
  Modal,
  ModalOverlay,
  Radio,
  RadioGroup,
} from "react-aria-components";
import { useFrame } from "../../frame/frame";

/** Stands where incidents will be: what they are read for is asked first. */
export function PurposeDialog() {
  const { t } = useWords();
  return (
    <div className="purpose-ask">
      <p>{t("site.purposeNeeded")}</p>
      <DialogTrigger>
        <Button className="button">{t("site.statePurpose")}</Button>
        <ModalOverlay className="purpose-overlay" isDismissable={true}>
          <Modal className="purpose-modal">
            <Dialog className="purpose-dialog">
              {({ close }) => <PurposeForm close={close} />}
            </Dialog>
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
    </div>
  );
}

function PurposeForm({ close }: { readonly close: () => void }) {
  const { t, worded } = useWords();
  const { viewer } = useFrame();
  const { statePurpose } = useSession();
  const [chosen, setChosen] = useState<string | null>(null);
  const purposes = viewer?.purposes ?? [];
  const confirm = () => {
    close();
    statePurpose(chosen);
  };
  return (
    <>
      <Heading slot="title">{t("site.purposeTitle")}</Heading>
      <p>{t("site.purposeMeaning")}</p>
      {purposes.length === 0 ? (
        <Notice kind="info" title={t("site.noPurposes")} />
      ) : (
        <RadioGroup className="purpose-choice" value={chosen} onChange={setChosen}>
          <Label className="purpose-label">{t("site.purposeLabel")}</Label>
          {purposes.map(({ code, ...label }) => (
            <Radio key={code} value={code} className="purpose-option">
              <span className="purpose-dot" aria-hidden="true" />
              {worded(label) ?? code}
            </Radio>
          ))}
        </RadioGroup>
      )}
      <div className="purpose-buttons">
        <Button className="button button-quiet" onPress={close}>
          {t("site.cancel")}
        </Button>
        <Button className="button" isDisabled={chosen === null} onPress={confirm}>
          {t("site.purposeConfirm")}
        </Button>
      </div>
    </>
  );
}
