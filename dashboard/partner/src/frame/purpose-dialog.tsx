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
import { useFrame } from "./frame";

export interface PurposeDialogProps {
  /** The only purpose that will do; any that the convention lets the visitor state when absent. */
  readonly only?: string;
}

/** Stands where incidents will be: what they are read for is asked first. */
export function PurposeDialog({ only }: PurposeDialogProps) {
  const { t } = useWords();
  const purposeName = usePurposeName();
  return (
    <div className="purpose-ask">
      <p>{t("frame.purpose.needed")}</p>
      {only !== undefined && <p>{t("frame.purpose.only", { name: purposeName(only) })}</p>}
      <DialogTrigger>
        <Button className="button">{t("frame.purpose.state")}</Button>
        <ModalOverlay className="purpose-overlay" isDismissable={true}>
          <Modal className="purpose-modal">
            <Dialog className="purpose-dialog">
              {({ close }) => <PurposeForm close={close} only={only} />}
            </Dialog>
          </Modal>
        </ModalOverlay>
      </DialogTrigger>
    </div>
  );
}

function usePurposeName(): (code: string) => string {
  const { worded } = useWords();
  const { viewer } = useFrame();
  return (purpose) => worded(viewer?.purposes?.find(({ code }) => code === purpose)) ?? purpose;
}

interface PurposeFormProps extends PurposeDialogProps {
  readonly close: () => void;
}

function PurposeForm({ close, only }: PurposeFormProps) {
  const { t, worded } = useWords();
  const { viewer } = useFrame();
  const { statePurpose } = useSession();
  const [chosen, setChosen] = useState<string | null>(null);
  const purposes = (viewer?.purposes ?? []).filter(
    ({ code }) => only === undefined || code === only,
  );
  const confirm = () => {
    close();
    statePurpose(chosen);
  };
  return (
    <>
      <Heading slot="title">{t("frame.purpose.title")}</Heading>
      <p>{t("frame.purpose.meaning")}</p>
      {purposes.length === 0 ? (
        <Notice kind="info" title={t("frame.purpose.none")} />
      ) : (
        <RadioGroup className="purpose-choice" value={chosen} onChange={setChosen}>
          <Label className="purpose-label">{t("frame.purpose.label")}</Label>
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
          {t("frame.purpose.cancel")}
        </Button>
        <Button className="button" isDisabled={chosen === null} onPress={confirm}>
          {t("frame.purpose.confirm")}
        </Button>
      </div>
    </>
  );
}
