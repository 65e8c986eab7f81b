import type { ReactNode } from "react";
import "./notice.css";

export interface NoticeProps {
  /** `partial` and `refused` inform, `problem` stands where something failed. */
  readonly kind: "info" | "partial" | "refused" | "problem";
  readonly title: string;
  readonly children?: ReactNode;
}

/** A designed place for what is not there: never a blank. */
export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div
      className={`notice notice-${kind}`}
      role={kind === "problem" ? "alert" : "status"}
      data-in-files={kind === "partial" || undefined}
    >
      <p className="notice-title">{title}</p>
      {children}
    </div>
  );
}
