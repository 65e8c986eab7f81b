/* global GraphiQL, React, ReactDOM */
import { stating } from "/graphiql/session-key.js";
import { claimsOf, currentToken, startSignIn } from "/graphiql/sign-in.js";

const territory = `# The levels of Melun Val de Seine in the last published month: how many sites and dwellings
# stand at each level, and which landlords the figures rest on. The demonstration's data are invented.
query Territory {
  territory(code: "247700057") {
    name
    month
    levels { level sites dwellings share }
    coverage {
      landlordsExpected
      landlordsAnswered
      dwellingsExpected
      dwellingsKnown
      landlords { landlord { slug name } status dwellings }
    }
  }
}
`;

const sites = `# The hardest sites first, with the reasons for their level from their landlord.
query HardestSites {
  territory(code: "247700057") {
    sites(levels: [3, 4], first: 10) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        level
        node {
          id
          name
          commune { name }
          dwellings
          landlord { name }
          classification {
            since
            gates { level met conditions { measure families threshold observed } }
          }
          actions { axis title status }
        }
      }
    }
  }
}
`;

const trend = `# The same territory month by month.
query Trend {
  territory(code: "247700057") {
    trend {
      month
      levels { level sites dwellings share }
    }
  }
}
`;

const convention = `# Who takes part, and which territories the convention holds.
query Convention {
  convention {
    title
    months
    landlords { slug name declaredDwellings }
    partners { code kind name scope { code name } }
  }
  territories { code kind name population }
}
`;

/** Ready to be filled in: incident detail is shown for a purpose of the convention. */
const purposeToState = '{\n  "palier-purpose": ""\n}';

const page = document.getElementById("graphiql");
const bar = document.getElementById("session");
const terms = await (await fetch("/graphiql/sign-in.json")).json();

if (terms.redirectUri && new URL(terms.redirectUri).origin !== location.origin) {
  // The issuer knows one name of this gateway.
  location.replace(terms.redirectUri);
} else if (!terms.isRequired) {
  showGraphiql({});
} else {
  const token = await currentToken(terms);
  showSession(token);
  if (token !== null) showGraphiql({ authorization: `Bearer ${token}` }, claimsOf(token).sub);
}

function showGraphiql(headers, account) {
  ReactDOM.createRoot(page).render(
    React.createElement(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: "/graphql", headers, fetch: stating(account) }),
      defaultEditorToolsVisibility: false,
      defaultTabs: [territory, sites, trend, convention].map((query) => ({ query })),
      ...(terms.isRequired && { defaultHeaders: purposeToState }),
    }),
  );
}

function showSession(token) {
  bar.hidden = false;
  const { sub } = token === null ? {} : claimsOf(token);
  const button = document.createElement("button");
  button.textContent = sub ? "Changer de compte · Change account" : "Se connecter · Sign in";
  button.addEventListener("click", () => startSignIn(terms));
  button.disabled = !terms.authorizationUrl;
  const words = terms.authorizationUrl
    ? sub
      ? `Connecté · Signed in: ${sub}`
      : "Connectez-vous pour interroger le graphe. · Sign in to query the graph."
    : "La connexion n’est pas disponible ici. · Sign-in is not available here.";
  bar.append(words, " ", button);
  if (token === null) page.textContent = "";
}
