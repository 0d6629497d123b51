import type { IsoDay } from "../shared/dates.ts"

export const WEBSITE_KINDS = ["WEBSITE", "SYSTEM"] as const
export type WebsiteKind = (typeof WEBSITE_KINDS)[number]

export const WEBSITE_KIND_LABELS: Record<WebsiteKind, string> = {
  WEBSITE: "Trang thông tin điện tử",
  SYSTEM: "Hệ thống cần kết nối",
}

/** A website (trang thông tin điện tử) of a unit, or a system of its that is to be connected, for as long as there is one. */
export type Website = {
  id: string
  agencyId: string
  kind: WebsiteKind
  name: string
  address: string
  validFrom: IsoDay
  validTo: IsoDay | null
}

/** What somebody found who looked at one of them on a day. */
export type SiteCheck = {
  websiteId: string
  checkedOn: IsoDay
  checkedBy: string
  /** Whether it answered at all. */
  isReachable: boolean
  /** A component of the province's portal (trang thành phần). */
  isComponent: boolean
  /** Whether a link to the portal of the province, and to that of the nation or ministry, is there. */
  linksProvince: boolean
  linksNational: boolean
  /** Of a system: whether data go through. */
  isConnected: boolean
  note: string
}
