import type { french } from "./words.fr";

/** Texts of the search, in English. */
export const english: typeof french = {
  open: "Search",
  title: "Search a site or territory",
  close: "Close the search",
  search: "Name, address, commune or district",
  searchWithoutAddress: "Name, commune or district",
  start: "Type two letters at least.",
  shortcut: "Ctrl + K opens the search from any page; arrows and Enter choose in it.",
  territories: "Territories",
  sites: "Sites",
  found_zero: "Nothing has these words.",
  found_one: "{{count}} answer",
  found_other: "{{count}} answers",
  shownOf: "The first {{shown}} sites are shown: type more.",
  hardAddressesOnly:
    "The convention shows you addresses of sites at levels 3 and 4 alone: others are looked for by name, commune and district.",
  noAddresses: "The convention does not show you addresses of sites: they are not looked for.",
  addressesKept:
    "Some landlords do not show you addresses of their sites: there, none is looked for.",
  addressesMissing: "Some addresses could not be read: these sites are looked for without.",
  missing: "Sites of these landlords are missing from the search",
  notAll:
    "Only the first {{count}} sites are searched, highest levels first: open a smaller territory.",
  noSites: "The convention does not show you sites: territories alone are looked for.",
};
