import type { CodeScheme } from "../agency/agency.ts"
import type { ProactiveLevel } from "../legal-regime/legal-regime.ts"
import type { CarriedCheckpoint } from "../log-checkpoint/log-checkpoint.ts"
import type { ServiceUnit } from "../online-service/online-service.ts"
import type { Procedure } from "../procedure/procedure.ts"
import type { EditionTexts } from "../reference/document-template.ts"
import type { EditionIssuer } from "../reference/issuer.ts"
import type { IsoDay } from "../shared/dates.ts"
import type { LevelChange } from "../shared/level-change.ts"
import type { AdminLevel, PartialReason, ServiceLevel } from "../shared/levels.ts"
import type { AmendedDecision } from "./decision-reference.ts"
import type { RowChange } from "./row-change.ts"

/** Thay đổi so với kỳ trước (records.md §6.3). */
export type EntryChange = LevelChange
export const ENTRY_CHANGE_LABELS: Record<EntryChange, string> = {
  NEW: "Mới",
  RAISED: "Nâng mức",
  LOWERED: "Hạ mức",
  KEPT: "Giữ nguyên",
}

/**
 * A unit as frozen: its organisation code, else the statistics office's number, with the scheme. No code: empty and no scheme.
 * Editions of earlier releases keep a slug of ours in `code` where there was none, and no scheme anywhere.
 */
export type EntryUnit = { id: string; name: string; code: string; scheme?: CodeScheme }

/** One frozen row: everything annex, public page, CSV and portal records need, so that none asks anything else. */
export type CatalogueEntry = {
  /** From 1, in print order: level of government → agency → field → name. */
  position: number
  serviceId: string
  serviceCode: string
  serviceName: string
  /** Tên trường hợp, which tells it from other services of its procedure; empty where nothing has to. Missing in earlier releases. */
  caseName?: string
  level: ServiceLevel
  previousLevel: ServiceLevel | null
  change: EntryChange
  partialReason: PartialReason | null
  /** Sector-law provision the reason rests on; empty unless PARTIAL. */
  citation: string
  note: string
  adminLevel: AdminLevel
  /** The agency that stands in the annex's group row, by its name on the day of freezing. */
  agency: EntryUnit
  unit: ServiceUnit & EntryUnit & { members: EntryUnit[] }
  field: { code: string; name: string }
  onlinePayment: boolean
  publicPostalService: boolean
  url: string
  /** Planned day, for drafts: an issued edition is in force from the day its decision says. */
  effectiveFrom: IsoDay
  regimeId: string
  /** Mức độ chủ động with the pack's words and article; missing where none was recorded. */
  proactiveLevel?: ProactiveLevel
  snapshotHash: string
  procedure: Procedure
}

/**
 * A service that a branch of a central body (cơ quan ngành dọc) carries out in the province. It is listed to be looked up: the province
 * neither reviews it nor announces a level for it, so it is no row of the catalogue and in none of its totals.
 */
export type BranchRow = Pick<
  CatalogueEntry,
  "serviceId" | "serviceCode" | "serviceName" | "caseName" | "agency" | "field"
> & {
  procedure: Pick<Procedure, "code" | "name">
  /** The ministry's decision that announced the procedure; empty where the record names none. */
  announcementDecision: string
}

/** Counts of the rows: what Điều 1 says, annexes carry and records sum to. */
export type EditionTotals = {
  entries: number
  levels: Record<ServiceLevel, number>
  /** Rows per level of government, then per service level. */
  byAdminLevel: Record<AdminLevel, Record<ServiceLevel, number>>
}

/**
 * CatalogueEdition: the frozen catalogue of a year and sequence. Every consolidation before issue is a new `draft`;
 * after issue nothing changes, a correction is a new sequence that names the old.
 */
export type CatalogueEdition = {
  /** `2023-1/1`: edition id and draft number. */
  id: string
  /** `2023-1`: year and sequence; also the id of its campaign. */
  editionId: string
  year: number
  sequence: number
  draft: number
  kind: "ANNUAL" | "AMENDMENT"
  /** The annual edition it changes (AMENDMENT), or the one it replaces (ANNUAL); null for the very first. */
  replaces: { editionId: string; decisionNumber: string; decisionDay: IsoDay } | null
  /** Where nothing was in force because the annual decision before it had been recalled: that one. Missing otherwise. */
  afterRecall?: { editionId: string; decisionNumber: string; decisionDay: IsoDay; recalledOn: IsoDay }
  /**
   * For an amendment: every decision whose rows it changes, the annual one for services it adds, oldest first; missing where
   * it was frozen before this was kept.
   */
  amended?: AmendedDecision[]
  regimeId: string
  /** What the pack calls its proactive levels; missing under a pack without, and where it was frozen before they were recorded. */
  proactiveLevels?: ProactiveLevel[]
  frozenAt: Date
  issuer: EditionIssuer
  /** What its documents say, as of the day of freezing; missing where it was frozen before texts were data. */
  texts?: EditionTexts
  totals: EditionTotals
  /** Rows of the replaced edition that are not in this one. */
  removed: { serviceId: string; serviceCode: string; name: string; unitName: string; level: ServiceLevel }[]
  /**
   * For an amendment: what it changes, old → new, against the catalogue in force when it was frozen; missing where it was frozen
   * before this was kept.
   */
  changes?: RowChange[]
  /** Services of central branches, in print order; missing where the office lists none, and in an amendment. */
  branches?: BranchRow[]
  /** The newest checkpoint of the log when it was frozen; missing where there was none. */
  logCheckpoint?: CarriedCheckpoint
  /** SHA-256 over the canonical JSON of the edition without `id`, `draft`, `digest`, with its entries as carried. */
  digest: string
}

/** An edition with its rows, as composing, mapping and publishing take it. */
export type FrozenEdition = CatalogueEdition & { entries: CatalogueEntry[] }

/** A row as documents carry it: of the procedure its code and name; `snapshotHash` stands for the rest. */
export type CarriedEntry = Omit<CatalogueEntry, "procedure"> & { procedure: Pick<Procedure, "code" | "name"> }
/** The edition as a decision carries it, over which its digest is taken. */
export type CarriedEdition = CatalogueEdition & { entries: CarriedEntry[] }

export const toCarriedEntry = (entry: CarriedEntry): CarriedEntry => ({
  ...entry,
  procedure: { code: entry.procedure.code, name: entry.procedure.name },
})
