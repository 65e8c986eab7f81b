/**
 * Node 20 is what Palier promises to run on, and every test that signs somebody in shows that
 * oidc-provider runs on it too; said once a file, its warning would bury what failed.
 */
const known = "oidc-provider WARNING: Unsupported runtime.";

const { warn } = console;
console.warn = (...words) => {
  if (!String(words[0]).includes(known)) warn.apply(console, words);
};
