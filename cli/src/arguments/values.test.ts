import { accountName } from "./values.js";

it("acts under the account's number where a container gives it no name", () => {
  expect(accountName(() => ({ username: "dpo" }))).toBe("dpo");
  const nameless = () => {
    throw new Error("uv_os_get_passwd returned ENOENT");
  };
  expect(accountName(nameless)).toMatch(/^account \d+$/);
});
