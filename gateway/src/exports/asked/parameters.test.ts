import { NotAnsweredError } from "./not-answered.js";
import { month, oneOf, readParameters, territory } from "./parameters.js";

const known = {
  territory: { ...territory, isRequired: true },
  month,
  format: oneOf(["standard", "fr"]),
};

function problems(address: string): readonly string[] {
  try {
    readParameters(address, known);
    return [];
  } catch (error) {
    if (!(error instanceof NotAnsweredError)) throw error;
    expect(error.status).toBe(400);
    return error.errors.map(({ message }) => message);
  }
}

it("reads what is there, and null for what is not", () => {
  expect(readParameters("/sites.csv?territory=77288&format=fr", known)).toEqual({
    territory: "77288",
    month: null,
    format: "fr",
  });
  expect(readParameters("/sites.csv?%74erritory=77288", known).territory).toBe("77288");
});

it.each([
  ["", ["`territory` is missing: the code of a territory of the convention, e.g. 247700057"]],
  [
    "?territory=77288&kommune=1",
    ["`kommune` is no parameter here; known are: territory, month, format"],
  ],
  ["?territory=77288&territory=77288", ["`territory` stands 2 times; give it once"]],
  ["?territory=77288&month=10/2026", ['`month` is "10/2026"; give a month, YYYY-MM, e.g. 2026-10']],
  ["?territory=77288&format=xls", ['`format` is "xls"; give one of standard, fr']],
  [
    "?territory=77288&Month=2026-10",
    ["`Month` is no parameter here; known are: territory, month, format"],
  ],
  [
    "?territory=%00",
    ['`territory` is "\\u0000"; give the code of a territory of the convention, e.g. 247700057'],
  ],
  [
    "?territory=77288&__proto__=1&constructor=2",
    [
      "`__proto__` is no parameter here; known are: territory, month, format",
      "`constructor` is no parameter here; known are: territory, month, format",
    ],
  ],
])("refuses %s in words that say what would be right", (address, told) => {
  expect(problems(address)).toEqual(told);
});

it("tells no more of a long text than a reader needs, and of many problems the first", () => {
  const [message = "", ...others] = problems(`?territory=${"7".repeat(9_000)}`);
  expect([message.length < 500, others]).toEqual([true, []]);
  const many = Array.from({ length: 500 }, (_, index) => `p${index}=1`).join("&");
  expect(problems(`?territory=77288&${many}`)).toHaveLength(20);
});
