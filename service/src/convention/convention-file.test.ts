import { ConfigurationError } from "@palier/schema";
import { openConvention } from "./convention-file.js";

it("says which variable names a file that cannot be read", () => {
  expect(() => openConvention("nowhere/convention.yaml")).toThrow(ConfigurationError);
  expect(() => openConvention("nowhere/convention.yaml")).toThrow(
    /PALIER_CONVENTION cannot be read \(ENOENT.*nowhere\/convention\.yaml/,
  );
});
