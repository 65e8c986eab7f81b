import { Command, CommanderError } from "commander";
import { accountName, authorOption } from "./values.js";

it("acts under the account's number where a container gives it no name", () => {
  expect(accountName(() => ({ username: "dpo" }))).toBe("dpo");
  const nameless = () => {
    throw new Error("uv_os_get_passwd returned ENOENT");
  };
  expect(accountName(nameless)).toMatch(/^account \d+$/);
});

it.each([
  ["a mark of direction", "DSI\u202exlsx", "character 4 is U+202E"],
  ["a line break", "DSI\nM. Martin", "U+000A"],
  ["too many characters", "x".repeat(201), "at most 200 characters"],
  ["none", " ", "needs an author"],
])("refuses an author with %s before anything is done", (_, author, problem) => {
  const command = new Command().addOption(authorOption()).exitOverride();
  command.configureOutput({ writeErr: () => {} });
  const read = () => command.parse(["--author", author], { from: "user" });
  expect(read).toThrow(CommanderError);
  expect(read).toThrow(problem);
});

it("takes a function as the author", () => {
  const command = new Command().addOption(authorOption());
  command.parse(["--author", "Direction de la sécurité"], { from: "user" });
  expect(command.opts()).toEqual({ author: "Direction de la sécurité" });
});
