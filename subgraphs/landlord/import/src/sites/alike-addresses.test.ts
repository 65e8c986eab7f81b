import { bareAddress } from "./alike-addresses.js";

it.each(["12, rue Hugo", "12 RUE HUGO", "12 r. Hugo", "12  rue  Hugo,"])(
  "takes %s for 12 rue Hugo",
  (address) => {
    expect(bareAddress(address)).toBe(bareAddress("12 rue Hugo"));
  },
);

it.each(["12 bis rue Hugo", "2 rue Hugo", "12 avenue Hugo", "1 2 rue Hugo"])(
  "does not take %s for 12 rue Hugo",
  (address) => {
    expect(bareAddress(address)).not.toBe(bareAddress("12 rue Hugo"));
  },
);
