/**
 * How many hard sites the generator builds, and of how many dwellings together: the addresses with
 * dealing points that the study of Melun Val de Seine found (AORIF, revue « Ensemble » n° 56, April
 * 2020). These are sites and dwellings, not levels: levels come from the incidents through the grid.
 */
export const studyFigures = { hardSites: 28, hardDwellings: 4_300 } as const;
