import type { IsoDay } from "#models/shared/dates.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"

export const EVIDENCE_KINDS = [
  "PEER_LEVELS",
  "MINISTRY_ELIGIBLE",
  "USAGE",
  "NATION_LEVELS",
  "EMC_LEVELS",
] as const
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number]
export const EVIDENCE_KIND_LABELS: Record<EvidenceKind, string> = {
  PEER_LEVELS: "Mức độ tỉnh khác đã công bố",
  MINISTRY_ELIGIBLE: "Danh mục đủ điều kiện toàn trình của Bộ",
  USAGE: "Số hồ sơ đã tiếp nhận, nộp trực tuyến",
  NATION_LEVELS: "Mức độ của tỉnh trên Cổng DVCQG, CSDLQG",
  EMC_LEVELS: "Mức độ của tỉnh trên hệ thống EMC",
}

/** Lists of what others show of our own procedures: compared with the catalogue in force, no voice in a review. */
export const SHOWN_KINDS = ["NATION_LEVELS", "EMC_LEVELS"] as const satisfies EvidenceKind[]

/** A list somebody else published, kept as evidence beside our own suggestion; never the legal reason. */
export type EvidenceList = {
  id: string
  kind: EvidenceKind
  /** Province, ministry, or the system the figures come from. */
  issuer: string
  publishedOn: IsoDay
  /** Where it was found: decision number, address. */
  source: string
  fileName: string
  fileSha256: string
  importedBy: string
  importedAt: Date
  rows: number
}

/** CONFIRMED counts. A match by code is confirmed from the start, one by name only once somebody has said so. */
export const MATCH_STATES = ["PROPOSED", "CONFIRMED", "REJECTED"] as const
export type MatchState = (typeof MATCH_STATES)[number]
/** UNMATCHED: like no procedure of ours, or less so than another row; kept of lists of what others show of our own procedures. */
export const ROW_STATES = [...MATCH_STATES, "UNMATCHED"] as const
type RowState = (typeof ROW_STATES)[number]

/** Dossiers received, and how many of them came online. */
export type Usage = { received: number; online: number }

/** One row of a list that stands, may stand, or stands not for a procedure of ours. */
export type EvidenceMatch = {
  /** `${listId}|${line}`: a row stands for one procedure at most. */
  id: string
  listId: string
  kind: EvidenceKind
  issuer: string
  publishedOn: IsoDay
  line: number
  rowCode: string
  rowName: string
  /** Null where the list gives none: such a row does not vote. */
  level: ServiceLevel | null
  /** Dossiers of the period the list tells of; null where it gives none. */
  usage: Usage | null
  /** Empty of an UNMATCHED row. */
  procedureCode: string
  procedureName: string
  by: "CODE" | "NAME" | "NONE"
  /** 0 to 1; 1 for a code. */
  score: number
  state: RowState
  decidedBy: string | null
  decidedAt: Date | null
}
