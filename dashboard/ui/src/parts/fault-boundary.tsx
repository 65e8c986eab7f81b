import { Component, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { useWords } from "../language/use-words";
import { Notice } from "./notice";

export interface FaultBoundaryProps {
  /** The address: another one gets another chance. */
  readonly address: string;
  readonly children: ReactNode;
}

interface FaultBoundaryState {
  readonly failedAt: string | null;
}

/**
 * Keeps the frame standing when a page fails: a fault of ours, or a part of the program that is no
 * longer there because the gateway was upgraded under an open page.
 */
export class FaultBoundary extends Component<FaultBoundaryProps, FaultBoundaryState> {
  override state: FaultBoundaryState = { failedAt: null };

  static getDerivedStateFromError(): Partial<FaultBoundaryState> {
    return { failedAt: location.pathname };
  }

  override render(): ReactNode {
    const { failedAt } = this.state;
    return failedAt === this.props.address ? <FaultNotice /> : this.props.children;
  }
}

function FaultNotice() {
  const { t } = useWords();
  return (
    <Notice kind="problem" title={t("parts.failed")}>
      <p>{t("parts.faultAdvice")}</p>
      <Button className="button" onPress={() => location.reload()}>
        {t("parts.reload")}
      </Button>
    </Notice>
  );
}
