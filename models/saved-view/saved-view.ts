/** Who sees a saved view besides the person who keeps it. */
export const VIEW_SHARING = ["ONLY_ME", "UNIT", "OFFICE"] as const
export type ViewSharing = (typeof VIEW_SHARING)[number]

export const VIEW_SHARING_LABELS: Record<ViewSharing, string> = {
  ONLY_ME: "Chỉ mình tôi",
  UNIT: "Đơn vị tôi",
  OFFICE: "Mọi người trong hệ thống",
}

/** Bộ lọc đã lưu: a list as somebody wants to find it again, as a name and what stands in its address. */
export type SavedView = {
  id: string
  ownerId: string
  name: string
  /** Path of the list, `/giao-nhan`. */
  list: string
  /** Its filters, order and columns as a query, without `?`; never the page. */
  query: string
  sharing: ViewSharing
  /** Units whose people see it, while it is shared with the owner's. */
  agencyIds: string[]
}

/** Bounds of what a person may keep; lengths in characters. */
export const VIEW_LIMITS = { perPerson: 30, name: 60, list: 200, query: 1000, shown: 100 } as const
