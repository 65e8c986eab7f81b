import { slugProblems } from "./slug-problems.js";

it.each([
  [["lisiere", "lisiere"], 'Two landlords have the slug "lisiere"'],
  [["a-1b", "a1b"], 'The slugs "a-1b" and "a1b" give the same type name A1bSite'],
  [["convention"], '"convention" is the name of another part of the platform; take another slug'],
  [["Été"], expect.stringContaining('"Été" is not a landlord\'s slug: lower-case letters')],
  [[], "A federation needs at least one landlord"],
])("refuses the landlords %j", (slugs, problem) => {
  expect(slugProblems(slugs)).toEqual([problem]);
});
