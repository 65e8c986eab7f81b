import { ConfigurationError } from "@palier/schema";
import { openConvention, readConventionPath } from "./convention-file.js";

it("says which variable names a file that cannot be read", () => {
  expect(() => openConvention("nowhere/convention.yaml")).toThrow(ConfigurationError);
  expect(() => openConvention("nowhere/convention.yaml")).toThrow(
    /PALIER_CONVENTION cannot be read \(ENOENT.*nowhere\/convention\.yaml/,
  );
});

it("asks for the path", () => {
  const problems: string[] = [];
  expect(readConventionPath({ PALIER_CONVENTION: "a.yaml" }, problems)).toBe("a.yaml");
  readConventionPath({ PALIER_CONVENTION: " " }, problems);
  expect(problems).toEqual(["PALIER_CONVENTION is missing: set it to the path of convention.yaml"]);
});
