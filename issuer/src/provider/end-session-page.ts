import { createHash } from "node:crypto";
import type { ProviderContext } from "oidc-provider";

/** Whoever comes here has asked to be signed out: the form goes off by itself where scripts run. */
const script = "document.forms[0].requestSubmit();";
const scriptHash = createHash("sha256").update(script).digest("base64");
const policy = `default-src 'none'; script-src 'sha256-${scriptHash}'; img-src data:; base-uri 'none'; frame-ancestors 'none'`;

/** @param form the provider's own, without a button. */
export function endSessionPage(ctx: ProviderContext, form: string): void {
  ctx.set("Content-Security-Policy", policy);
  ctx.set("Referrer-Policy", "no-referrer");
  ctx.body = `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<title>Déconnexion · Palier</title>
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>Déconnexion de Palier</h1>
${form.replace("</form>", '<input type="hidden" name="logout" value="yes"></form>')}
<button form="op.logoutForm">Se déconnecter <span lang="en">(sign out)</span></button>
</main>
<script>${script}</script>
</body>
</html>
`;
}
