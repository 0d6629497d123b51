/** Issuing facts by date (decision-layout.md §14): spelling, place, capacity, bases, recipients. */
export type EditionIssuer = {
  provinceName: string
  /** `TỈNH ĐẮK NÔNG`, the second line of the issuing agency. */
  provinceUpper: string
  placeName: string
  issuingAuthority: "CHAIRMAN" | "COMMITTEE"
  /** `QĐ-UBND`. */
  documentSymbol: string
  submissionSymbol: string
  orgCode: string
  /** What the province itself rests on, after the laws of the pack; in a frozen edition both, in print order. */
  preambleBases: string[]
  recipients: string[]
  submissionRecipients: string[]
  /** Lines of Điều 4: who implements. */
  implementers: string
  baseUrl: string
  /** Address of the licence its open data are given under; missing or empty where the province has named none. */
  dataLicence?: string
  /** How often its open data are renewed: a code of the EU list of frequencies. Missing or empty: yearly. */
  dataFrequency?: string
  /** Who answers questions about its open data; missing or empty: the office of the committee. */
  dataContactName?: string
  dataContactEmail?: string
  /** Whether services of central branches stand in an annex of their own, to look them up; missing or empty: not at all. */
  centralBranches?: "NONE" | "ANNEX" | null
  /** Made in training or in a rehearsal: whatever is drawn, written or sent says so. Missing: genuine. */
  training?: boolean
  /** Names of the portals of services in force on the day of freezing; missing where nobody kept them. */
  portals?: string[]
}
