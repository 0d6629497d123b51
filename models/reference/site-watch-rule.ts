import { type IsoDay, isValidOn } from "../shared/dates.ts"

/**
 * Lịch hệ thống tự kiểm tra trang: how often the system itself opens the websites of the register, how long and how much of each it
 * reads, and at which hosts a link counts as one to the portals.
 */
export type SiteWatchRule = {
  /** Days from one look to the next; 1 to 365. */
  everyDays: number
  /** Seconds a site has for its whole answer, with all it redirects to. */
  seconds: number
  /** Most of a page that is read, in KB (1.024 bytes). */
  kilobytes: number
  /** Hosts of the portals of the province, and of the nation and ministries, without `www.`. */
  provinceHosts: string[]
  nationalHosts: string[]
  validFrom: IsoDay
  validTo: IsoDay | null
}

export const siteWatchRuleOn = (rules: readonly SiteWatchRule[], day: IsoDay): SiteWatchRule | null =>
  rules.find((rule) => isValidOn(rule, day)) ?? null
