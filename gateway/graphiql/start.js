/* global GraphiQL, React, ReactDOM */

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

const page = document.getElementById("graphiql");
ReactDOM.createRoot(page).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: "/graphql" }),
    defaultEditorToolsVisibility: false,
    defaultTabs: [territory, sites, trend, convention].map((query) => ({ query })),
  }),
);
