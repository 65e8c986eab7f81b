import { Input, Label, SearchField } from "react-aria-components";
import "./choice.css";

/** As long as anything that is looked for; what reads it walks no further. */
const mostLetters = 100;

export interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  /** Of the page that lays it out. */
  readonly className?: string;
  /** Whether it is what somebody came for, and has the focus at once. */
  readonly hasFocus?: boolean;
}

/** A field for words to look for. */
export function SearchBox({ label, value, onChange, className, hasFocus = false }: SearchBoxProps) {
  return (
    <SearchField
      className={`choice ${className ?? ""}`}
      value={value}
      onChange={onChange}
      autoFocus={hasFocus}
    >
      <Label className="choice-label">{label}</Label>
      <Input className="choice-input" maxLength={mostLetters} />
    </SearchField>
  );
}
