import { ConfigurationError } from "@palier/schema";
import { openConvention, readConventionPath } from "./convention-file.js";

it("says which variable names a file that cannot be read", () => {
  expect(() => openConvention("nowhere/convention.yaml")).toThrow(ConfigurationError);
  expect(() => openConvention("nowhere/convention.yaml")).toThrow(
    /CONVENTION_FILE cannot be read \(ENOENT.*nowhere\/convention\.yaml/,
  );
});

it("asks for the path", () => {
  const problems: string[] = [];
  expect(readConventionPath({ CONVENTION_FILE: "a.yaml" }, problems)).toBe("a.yaml");
  readConventionPath({ CONVENTION_FILE: " " }, problems);
  expect(problems).toEqual(["CONVENTION_FILE is missing: set it to the path of convention.yaml"]);
});
