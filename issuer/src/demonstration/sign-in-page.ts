import { createHash } from "node:crypto";
import { kindTerms } from "@palier/schema";
import type { DemonstrationAccount } from "./demonstration-terms.js";

/** One account that the page offers. */
type OfferedAccount = Pick<DemonstrationAccount, "account" | "name" | "kind">;

const style = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem;color:light-dark(#1b1b1b,#e9eef5);background:light-dark(#fff,#141b24)}
.notice{border-left:.25rem solid light-dark(#b34000,#e2a14a);background:light-dark(#fff4e5,#3a2a0e);padding:.5rem 1rem}
ul{list-style:none;padding:0}li{margin:.5rem 0}
button{font:inherit;width:100%;text-align:left;padding:.75rem 1rem;border:1px solid light-dark(#6b6b6b,#8794a4);border-radius:.25rem;background:inherit;color:inherit;cursor:pointer}
button:hover,button:focus-visible{background:light-dark(#eef3fa,#1e2833);outline:2px solid light-dark(#1f4e8c,#6cb2ff)}
small{display:block;color:light-dark(#4a4a4a,#b3bfcd)}[lang=en]{color:light-dark(#4a4a4a,#b3bfcd)}`;

const styleHash = createHash("sha256").update(style).digest("base64");

/** No script, nothing from elsewhere, nobody may frame it. */
export const signInPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  // Its icon is empty, so that the browser does not ask for one.
  "img-src data:",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page on which a visitor of the demonstration says who to be. */
export function signInPage(accounts: readonly OfferedAccount[], action: string): string {
  const items = accounts.map(
    ({ account, name, kind }) => `<li><button name="account" value="${escapeHtml(account)}">
<strong>${escapeHtml(account)}</strong><small>${escapeHtml(name)} · ${escapeHtml(kindTerms[kind].words.fr)}</small></button></li>`,
  );
  return page(`<p>Choisissez le compte avec lequel vous connecter.
<br><span lang="en">Choose the account to sign in with.</span></p>
<form method="post" action="${escapeHtml(action)}"><ul>
${items.join("\n")}
</ul></form>`);
}

/** In place of the list, when a sign-in can no longer go on. */
export function signInEndedPage(): string {
  return page(`<p>Cette connexion a expiré ou n’existe pas. Revenez à la page d’où vous venez et
recommencez.<br><span lang="en">This sign-in has expired or does not exist. Go back to where you came
from and start again.</span></p>`);
}

function page(body: string): string {
  return `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Connexion · Palier (démonstration)</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<main>
<h1>Connexion à Palier</h1>
<p class="notice"><strong>Démonstration.</strong> Comptes sans mot de passe, données inventées, cette
machine seulement.<br><span lang="en">Demonstration: accounts without password, invented data, this
machine only.</span></p>
${body}
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? "");
}
