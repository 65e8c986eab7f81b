// npm run --silent token -- <account> [port]: prints an access token of the running demonstration.
const [account, port = "4000"] = process.argv.slice(2);

if (account === undefined || !/^\d{1,5}$/.test(port)) {
  console.error(
    "Usage: npm run --silent token -- <account> [port]\n" +
      "Prints an access token for an account of the demonstration that runs on this machine,\n" +
      "e.g. npm run --silent token -- police-melun",
  );
  process.exit(2);
}

/** Built by npm start, which must have run for there to be anything to sign in to. */
async function open() {
  try {
    return await import("../gateway/dist/identity/token-for-account.js");
  } catch {
    console.error("Palier is not built yet. Start it with npm start");
    return process.exit(1);
  }
}

const { tokenForAccount } = await open();
try {
  console.log(await tokenForAccount(`http://127.0.0.1:${port}`, account));
} catch (error) {
  console.error(error.name === "NoTokenError" ? error.message : error.stack);
  process.exit(1);
}
