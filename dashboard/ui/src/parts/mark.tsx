import "./mark.css";

/** The desk's own mark, beside its name: a staircase and the landing that the product is named after. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="mark-ground" width="32" height="32" rx="7" />
      <path className="mark-stairs" d="M5 26h5v-6h5v-6h12" />
      <circle className="mark-lamp" cx="24" cy="8" r="2.5" />
    </svg>
  );
}
