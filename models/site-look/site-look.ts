import type { Website } from "../reference/website.ts"

/** Lần hệ thống tự mở một trang: what came of it, beside what people record; inserted once, never changed. */
export type SiteLook = {
  id: string
  websiteId: string
  /** The office's time. */
  at: Date
  /** Who asked for it; null: it was due. */
  askedBy: string | null
  /** The address as the register had it. */
  address: string
  /** Whether it answered well; null: this machine could not try, which says nothing of the site. */
  isReachable: boolean | null
  /** What was wrong, in Vietnamese; empty where nothing was. */
  fault: string
  /** HTTP status of the last answer; null where none came. */
  status: number | null
  /** Whether the page links to the portals; null where that could not be read, or is not asked of it. */
  linksProvince: boolean | null
  linksNational: boolean | null
  milliseconds: number
}

/** How a site stands by the looks so far: one that failed once may have been anybody's fault, ours included. */
export const SITE_STANDINGS = ["UP", "SUSPECT", "GONE"] as const
export type SiteStanding = (typeof SITE_STANDINGS)[number]

/** How it stands after one more look; one that could not say changes nothing. */
export const standingAfter = (
  before: SiteStanding | null,
  { isReachable }: Pick<SiteLook, "isReachable">,
): SiteStanding | null => {
  if (isReachable === null) return before
  if (isReachable) return "UP"
  return before === "SUSPECT" || before === "GONE" ? "GONE" : "SUSPECT"
}

/** When one is looked at next, and by whom just now. */
export type SiteWatch = {
  websiteId: string
  /** Null before any look could say. */
  standing: SiteStanding | null
  lookedAt: Date | null
  askedAt: Date | null
  askedBy: string | null
}

/** What the system found, as a list can be narrowed by it. */
export const LOOK_FILTER_LABELS = {
  DOWN: "Không truy cập được",
  UNLIKE: "Khác kết quả người ghi",
  NONE: "Chưa kiểm tra lần nào",
} as const
export type LookFilter = keyof typeof LOOK_FILTER_LABELS
export const LOOK_FILTERS = Object.keys(LOOK_FILTER_LABELS) as [LookFilter, ...LookFilter[]]

/** Whether it said what a person's record of the same site denies. */
export const unlikePeople = (
  look: Pick<SiteLook, "isReachable" | "linksProvince" | "linksNational">,
  check: { isReachable: boolean; linksProvince: boolean; linksNational: boolean },
  { kind }: Pick<Website, "kind">,
): boolean => {
  const differs = (seen: boolean | null, said: boolean) => seen !== null && seen !== said
  if (differs(look.isReachable, check.isReachable)) return true
  return (
    kind === "WEBSITE" &&
    look.isReachable === true &&
    (differs(look.linksProvince, check.linksProvince) || differs(look.linksNational, check.linksNational))
  )
}
