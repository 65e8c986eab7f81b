import { OpenFiles } from "./open-files.js";

/** Only who it is of a caller is looked at. */
const person = (subject: string, code = "police") =>
  ({ session: { subject, partner: { code } } }) as Parameters<OpenFiles["begin"]>[0];

it("lets one person read two files at once, and another one as soon as one has ended", () => {
  const open = new OpenFiles();
  const end = open.begin(person("a"));
  open.begin(person("a"));
  expect(() => open.begin(person("a"))).toThrow("Too much is being asked at once");
  open.begin(person("b"));
  end();
  end();
  open.begin(person("a"));
  expect(() => open.begin(person("a"))).toThrow();
});

it("writes no more files than it can hold, whoever asks", () => {
  const open = new OpenFiles();
  const ends = Array.from({ length: 20 }, (_, index) =>
    open.begin(person(`p${index}`, `partner${index % 5}`)),
  );
  expect(() => open.begin(person("late"))).toThrow();
  for (const end of ends) end();
  open.begin(person("late"));
});

it("leaves room for other partners, however many people one sends", () => {
  const open = new OpenFiles();
  const ends = Array.from({ length: 6 }, (_, index) => open.begin(person(`p${index}`)));
  expect(() => open.begin(person("seventh"))).toThrow("Too much is being asked at once");
  open.begin(person("p0", "parquet"));
  ends[0]?.();
  open.begin(person("seventh"));
});
