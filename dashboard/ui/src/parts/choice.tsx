import {
  Button,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select,
  SelectValue,
} from "react-aria-components";
import "./choice.css";

export interface ChoiceProps {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly name: string }[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  /** The label is heard, not seen. */
  readonly isLabelHidden?: boolean;
}

/** One of several, by mouse, finger, keyboard or the first letters. */
export function Choice({ label, options, value, onChange, isLabelHidden = false }: ChoiceProps) {
  return (
    <Select
      className="choice"
      // An address may name what is not among the options.
      placeholder="–"
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key));
      }}
    >
      <Label className={isLabelHidden ? "only-heard" : "choice-label"}>{label}</Label>
      <Button className="choice-button">
        <SelectValue />
        <span aria-hidden="true" className="choice-arrow" />
      </Button>
      <Popover className="choice-list">
        <ListBox items={options}>
          {({ id, name }) => (
            <ListBoxItem id={id} className="choice-option" textValue={name}>
              {name}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
