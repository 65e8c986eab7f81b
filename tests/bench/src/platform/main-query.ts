/** What a partner's first page asks: levels, coverage, and the sites at levels 3 and 4 of a territory. */
export const mainQuery = `{ territory(code: "247700057") {
  levels { level sites dwellings share }
  coverage { landlordsExpected landlordsAnswered dwellingsKnown }
  sites(levels: [3, 4], first: 50) { totalCount edges { level node { id name dwellings classification { since } } } }
} }`;
