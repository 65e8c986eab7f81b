import "./charts.css";

export interface ShareMeterProps {
  /** 0 to 1; 1 fills the width. */
  readonly share: number;
}

/** A share as a length, beside its figure; for eyes only. */
export function ShareMeter({ share }: ShareMeterProps) {
  return (
    <svg className="share-meter" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none">
      <rect className="share-meter-room" width={100} height={10} />
      <rect className="share-meter-share" width={100 * share} height={10} />
    </svg>
  );
}
