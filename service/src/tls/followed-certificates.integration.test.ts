import { PemFolder, TestAuthority } from "@palier/test-support/tls";
import { listeningTls } from "../settings/tls-files.js";
import { readCertificates } from "./certificates.js";
import { FollowedCertificates } from "./followed-certificates.js";

let folder: PemFolder;
let authority: TestAuthority;
beforeAll(async () => {
  folder = await PemFolder.create();
  authority = await TestAuthority.create();
});
afterAll(() => folder.remove());

const day = 86_400_000;

async function filesOf(name: string, days?: readonly [number, number]) {
  const pair = await folder.writePair(name, await authority.issue(days && { days }));
  return { ...pair, authorities: await folder.write(`${name}-ca.pem`, authority.certificate) };
}

it("reads a certificate, its key and authorities", async () => {
  const files = await filesOf("whole");
  const { own, authorities } = readCertificates(files, listeningTls, new Date());
  expect(own?.names).toContain("DNS:localhost");
  expect(own?.thumbprint).toMatch(/^[\w-]{43}$/);
  expect(authorities).toHaveLength(1);
});

it("refuses a certificate that is not in its days, and one whose key is another", async () => {
  const files = await filesOf("dated");
  const read =
    (now: number, changes = {}) =>
    () =>
      readCertificates({ ...files, ...changes }, listeningTls, new Date(now));
  expect(read(Date.now() + 8 * day)).toThrow("PALIER_TLS_CERTIFICATE has run out");
  expect(read(Date.now() - 2 * day)).toThrow("PALIER_TLS_CERTIFICATE is not valid before");
  const { key } = await folder.writePair("other", await authority.issue());
  expect(read(Date.now(), { key })).toThrow("PALIER_TLS_KEY is another key than that of");
});

it("names every file that cannot be used, and quotes none", async () => {
  const secret = await folder.write("secret", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n");
  const files = { certificate: folder.fileOf("none.pem"), key: secret, authorities: secret };
  const read = () => readCertificates(files, listeningTls, new Date());
  expect(read).toThrow(
    /PALIER_TLS_CERTIFICATE: .*none\.pem cannot be used.*PALIER_TLS_KEY: .*secret holds no private key.*PALIER_CLIENT_CA: .*secret holds no certificate/s,
  );
  expect(read).not.toThrow(/c2VjcmV0/);
});

it("goes over to new files once they fit each other, and says what it goes on with until then", async () => {
  const files = await filesOf("followed");
  const log: string[] = [];
  const followed = new FollowedCertificates({
    files,
    names: listeningTls,
    log: (entry) => log.push(entry),
  });
  const adopted: unknown[] = [];
  followed.listen((certificates) => adopted.push(certificates));
  followed.start();
  await followed.stop();
  const first = followed.current;
  followed.renew();
  expect([adopted, log]).toEqual([[], []]);

  const next = await authority.issue();
  await folder.write("followed.pem", next.certificate);
  followed.renew();
  expect(followed.current).toBe(first);
  expect(log).toEqual([
    expect.stringMatching(/cannot be used; those of before serve on: .*localhost.*another key/s),
  ]);

  await folder.write("followed.key", next.key);
  followed.renew();
  expect(adopted).toEqual([followed.current]);
  expect(followed.current.own?.thumbprint).not.toBe(first.own?.thumbprint);
  expect(log.at(-1)).toMatch(/^Certificates were replaced: .*localhost.*1 authorities/);

  await folder.write("followed-ca.pem", "nothing");
  followed.renew();
  expect(log.at(-1)).toMatch(/PALIER_CLIENT_CA: .*holds no certificate/);
  expect(adopted).toHaveLength(1);
});

it("tells everybody who listens of new files, and goes on when one no longer does", async () => {
  const files = await filesOf("shared");
  const followed = new FollowedCertificates({ files, names: listeningTls, log: () => undefined });
  const told: string[] = [];
  const endFirst = followed.listen(() => told.push("first"));
  followed.listen(() => told.push("second"));
  const replace = async () => {
    await folder.writePair("shared", await authority.issue());
    followed.renew();
  };
  await replace();
  expect(told).toEqual(["first", "second"]);
  endFirst();
  await replace();
  expect(told).toEqual(["first", "second", "second"]);
});
