import { moreErrors, mostErrors } from "@palier/schema";
import { toldErrors } from "./told-errors.js";

const error = (index: number) => ({ message: `m${index}`, extensions: { code: `C${index}` } });
const many = (count: number) => Array.from({ length: count }, (_, index) => error(index));

it("tells as many errors as an answer may have, each once", () => {
  expect(toldErrors([...many(5), ...many(5)])).toEqual(many(5));
  expect(toldErrors(many(mostErrors))).toEqual(many(mostErrors));
});

it("says that there are more, with the code of the next", () => {
  expect(toldErrors(many(50))).toEqual([
    ...many(mostErrors - 1),
    { message: moreErrors, extensions: { code: "C19" } },
  ]);
});

it("looks no further than it must", () => {
  let looked = 0;
  function* endless() {
    for (;;) yield error(looked++);
  }
  expect(toldErrors(endless())).toHaveLength(mostErrors);
  expect(looked).toBe(mostErrors + 1);
});
