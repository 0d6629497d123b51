import type { ClientSession } from "mongoose"
import type { AdminLevel } from "../shared/levels.ts"
import { foldText } from "../shared/text.ts"
import type { CodeAndName, Procedure } from "./procedure.ts"
import { ProcedureSnapshotModel, type StoredSnapshot } from "./procedure-snapshot.schema.server.ts"

export type ProcedureQuery = {
  /** Words of the name or the beginning of a code, with or without accents. */
  text?: string | undefined
  fieldCode?: string | undefined
  adminLevel?: AdminLevel | undefined
  /** From 1. */
  page?: number | undefined
}

/** A row of the register's list. */
export type ProcedureSummary = {
  code: string
  hash: string
  name: string
  fields: CodeAndName[]
  adminLevels: AdminLevel[]
  state: Procedure["state"]
  serviceCount: number
  announcementDecision: string
  takenAt: Date
}

const PROCEDURES_PER_PAGE = 50

/** One page of the register by code; every word asked for stands in the code or the name, wherever. */
export const findProcedures = async (
  query: ProcedureQuery,
  session?: ClientSession,
): Promise<{ procedures: ProcedureSummary[]; total: number; page: number; pages: number }> => {
  const filter = filterOf(query)
  const total = await ProcedureSnapshotModel.countDocuments(filter).session(session ?? null)
  const pages = Math.max(1, Math.ceil(total / PROCEDURES_PER_PAGE))
  const page = Math.min(Math.max(1, Math.trunc(query.page ?? 1) || 1), pages)
  const found = await ProcedureSnapshotModel.find(filter)
    .select(SUMMARY_FIELDS)
    .sort({ code: 1 })
    .skip((page - 1) * PROCEDURES_PER_PAGE)
    .limit(PROCEDURES_PER_PAGE)
    .session(session ?? null)
    .lean<StoredSnapshot[]>()
  return { procedures: found.map(summaryOf), total, page, pages }
}

const SUMMARY_FIELDS = {
  code: 1,
  hash: 1,
  takenAt: 1,
  "procedure.name": 1,
  "procedure.fields": 1,
  "procedure.adminLevels": 1,
  "procedure.state": 1,
  "procedure.services": 1,
  "procedure.announcementDecision": 1,
} as const

function filterOf({ text = "", fieldCode, adminLevel }: ProcedureQuery) {
  const words = foldText(text.slice(0, 200)).split(" ").slice(0, 12)
  return {
    current: true,
    ...(fieldCode ? { "procedure.fields.code": fieldCode } : {}),
    ...(adminLevel ? { "procedure.adminLevels": adminLevel } : {}),
    ...(words[0] ? { $and: words.map((word) => ({ searchText: { $regex: beginningOfWord(word) } })) } : {}),
  }
}

/** What people type is text, never a pattern. */
const beginningOfWord = (word: string): string =>
  `(^|[^a-z0-9])${word.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")}`

function summaryOf({ code, hash, takenAt, procedure }: StoredSnapshot): ProcedureSummary {
  const { name, fields, adminLevels, state, services, announcementDecision } = procedure
  return {
    code,
    hash,
    name,
    fields,
    adminLevels,
    state,
    serviceCount: services.length,
    announcementDecision,
    takenAt,
  }
}
