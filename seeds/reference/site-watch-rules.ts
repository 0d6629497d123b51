import type { SiteWatchRule } from "#models/reference/site-watch-rule.ts"

/** Once a week; the hosts of a province's portal are its own to enter. */
export const SITE_WATCH_RULES: SiteWatchRule[] = [
  {
    everyDays: 7,
    seconds: 15,
    kilobytes: 2_048,
    provinceHosts: [],
    nationalHosts: ["dichvucong.gov.vn", "chinhphu.vn"],
    validFrom: "2022-08-15",
    validTo: null,
  },
]
