import { readEndpoint } from "./endpoint.js";

it("listens on this machine only unless told otherwise", () => {
  const problems: string[] = [];
  expect(readEndpoint({ HOST: "", PORT: " " }, 4101, problems)).toEqual({
    host: "127.0.0.1",
    port: 4101,
  });
  expect(readEndpoint({ HOST: "0.0.0.0", PORT: "0" }, 4101, problems)).toEqual({
    host: "0.0.0.0",
    port: 0,
  });
  expect(problems).toEqual([]);
});

it.each(["70000", "-1", "4101.5", "0x10", "http"])("reports PORT=%s", (PORT) => {
  const problems: string[] = [];
  readEndpoint({ PORT }, 4101, problems);
  expect(problems).toEqual([`PORT is "${PORT}"; it must be a number from 0 to 65535`]);
});
