import { useSession } from "@palier/dashboard-ui/session/session-context";
import { type ReactNode, useEffect, useRef } from "react";
import { PurposeDialog, type PurposeDialogProps } from "./purpose-dialog";
import "./purpose.css";

export interface PurposeGateProps extends PurposeDialogProps {
  readonly children: ReactNode;
}

/** What is read for a purpose alone: shown once one is stated. */
export function PurposeGate({ only, children }: PurposeGateProps) {
  const { purpose, settings } = useSession();
  const isStated = only === undefined ? purpose !== null : purpose === only;
  // Where nobody signs in there is nobody to ask.
  const isAsked = settings.signIn !== null && !isStated;
  const place = useArrival(isAsked);
  return (
    <div className="purpose-opened" ref={place} tabIndex={-1}>
      {isAsked ? <PurposeDialog only={only} /> : children}
    </div>
  );
}

/** Once a purpose is stated its button is gone: the focus goes on to what it opened. */
function useArrival(isAsked: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const wasAsked = useRef(isAsked);
  useEffect(() => {
    if (wasAsked.current && !isAsked) place.current?.focus();
    wasAsked.current = isAsked;
  }, [isAsked]);
  return place;
}
