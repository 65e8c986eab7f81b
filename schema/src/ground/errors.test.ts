import { readFileSync } from "node:fs";
import { GraphQLError } from "graphql";
import {
  ConventionExpiredError,
  ConventionNotSignedError,
  ConventionNotYetValidError,
  DocumentNotRegisteredError,
  ForbiddenError,
  LandlordWithheldError,
  PurposeRequiredError,
  RateLimitedError,
  TooCostlyError,
  UnauthenticatedError,
  UnavailableError,
  WrongClockError,
} from "../trust/access-errors.js";
import { BadUserInputError, errorCodes } from "./errors.js";

const page = readFileSync(new URL("../../../docs/errors.md", import.meta.url), "utf8");
/** Code → its section of the page. */
const sections = new Map(
  page
    .split(/^#{2,3} /m)
    .map((section) => section.split("\n", 1)[0] ?? "")
    .filter((title) => /^[A-Z_]+$/.test(title))
    .map((title) => [title, page.split(`### ${title}\n`)[1]?.split(/^#{2,3} /m)[0] ?? ""]),
);

const refusals = [
  new UnauthenticatedError(),
  new ForbiddenError("Site.address"),
  new ForbiddenError(null),
  new PurposeRequiredError("Site.incidents"),
  new LandlordWithheldError(),
  new ConventionNotSignedError(),
  new ConventionNotYetValidError(),
  new ConventionExpiredError(),
  new UnavailableError(),
  new WrongClockError(),
  new RateLimitedError(),
  new TooCostlyError({ en: "cost 2,400 of 2,000", fr: "coût 2 400 sur 2 000" }, "Site.history"),
  new DocumentNotRegisteredError("police-melun"),
];

it("has a page with every code and no other", () => {
  expect([...sections.keys()].sort()).toEqual([...errorCodes].sort());
});

it.each(errorCodes)("says on the page who can act on %s, in which words", (code) => {
  expect(sections.get(code)).toMatch(/^- Who can act: .+\n- English: .+\n- French: .+/m);
});

it.each(refusals)("says on the page what %p says", (error) => {
  const section = sections.get(error.code);
  expect(section).toContain(`- English: ${error.message}\n- French: ${error.french}\n`);
});

it("tells code and French words in the extensions, nothing beside", () => {
  const originalError = new ForbiddenError("Site.address");
  expect(new GraphQLError(originalError.message, { originalError }).toJSON()).toEqual({
    message: "Site.address is not shown to your kind of partner.",
    extensions: {
      code: "FORBIDDEN",
      fr: "Site.address n’est pas communiqué à votre catégorie de partenaire.",
    },
  });
  expect(new BadUserInputError("Write it so").extensions).toEqual({ code: "BAD_USER_INPUT" });
});
