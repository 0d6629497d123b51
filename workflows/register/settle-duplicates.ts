import { isDeepStrictEqual } from "node:util"
import { ADMIN_LEVELS } from "#models/shared/levels.ts"
import { isSameName } from "#models/shared/text.ts"
import type { ProcedurePatch } from "./procedure-patch.ts"
import { isPatch, type PatchRow, type RefusedRow, type TakenRow, type WholeRow } from "./register-row.ts"

/** A row that can be taken; one that says all of its procedure with the digest of that. */
export type JudgedRow = (WholeRow & { hash: string }) | PatchRow

type Settled = {
  taken: JudgedRow[]
  refused: RefusedRow[]
  warnings: { line: number; code: string; message: string }[]
}

/**
 * One row per code. The same content twice is one row and a warning; rows of a sheet that differ in level, agency or service alone
 * are one procedure told over several lines; other different contents under one code are all refused, since nobody but the
 * office can say which one holds.
 */
export const settleDuplicates = (rows: readonly JudgedRow[]): Settled => {
  const settled: Settled = { taken: [], refused: [], warnings: [] }
  for (const same of Map.groupBy(rows, codeOf).values()) {
    const [first, ...others] = same
    if (!first) continue
    if (others.length === 0) settled.taken.push(first)
    else if (others.every((row) => isSame(row, first))) takeOnce(settled, first, others)
    else {
      const joined = same.every(isPatch) ? joinPatches(same) : null
      if (joined) settled.taken.push(joined)
      else settled.refused.push(...same.map((row) => contradicted(row, same)))
    }
  }
  return settled
}

const codeOf = (row: TakenRow): string => (isPatch(row) ? row.patch.code : row.procedure.code)

const isSame = (row: JudgedRow, first: JudgedRow): boolean =>
  isPatch(row) || isPatch(first)
    ? isPatch(row) && isPatch(first) && isDeepStrictEqual(row.patch, first.patch)
    : row.hash === first.hash

function takeOnce(settled: Settled, first: JudgedRow, others: readonly JudgedRow[]): void {
  settled.taken.push(isPatch(first) ? { ...first, lines: [first, ...others].map(({ line }) => line) } : first)
  for (const row of others)
    settled.warnings.push({
      line: row.line,
      code: codeOf(row),
      message: `Trùng hoàn toàn với dòng ${first.line}; chỉ nhận một lần.`,
    })
}

function contradicted(row: JudgedRow, same: readonly JudgedRow[]): RefusedRow {
  const lines = [row.line, ...same.filter((other) => other !== row).map(({ line }) => line)]
  return {
    line: row.line,
    code: codeOf(row),
    field: "Mã TTHC",
    reason: `Mã ${codeOf(row)} có ở dòng ${lines.sort((a, b) => a - b).join(", ")} với nội dung khác nhau. Hãy giữ lại một dòng đúng.`,
  }
}

/** Parts in which the lines of one procedure may differ: each line adds its own. */
const ADDED = ["adminLevels", "executing", "serviceCodes", "applicantTypes"] as const

/** Lines that differ in level, agency, service or applicants as one; null where they contradict each other. */
function joinPatches(rows: readonly PatchRow[]): PatchRow | null {
  const [first, ...others] = rows
  if (!first) return null
  const patch: ProcedurePatch = { ...first.patch }
  for (const { patch: other } of others) {
    if (!agreeOtherwise(patch, other)) return null
    const levels = union(patch.adminLevels, other.adminLevels)
    Object.assign(patch, {
      ...(levels && { adminLevels: ADMIN_LEVELS.filter((level) => levels.includes(level)) }),
      ...optional("executing", union(patch.executing, other.executing)),
      ...optional("serviceCodes", union(patch.serviceCodes, other.serviceCodes)),
      ...optional("applicantTypes", union(patch.applicantTypes, other.applicantTypes)),
      otherwise: {
        ...patch.otherwise,
        ...optional("adminLevels", union(patch.otherwise.adminLevels, other.otherwise.adminLevels)),
      },
    })
  }
  return {
    ...first,
    patch,
    warnings: rows.flatMap(({ warnings }) => warnings),
    lines: rows.map(({ line }) => line),
  }
}

const optional = <Key extends string, Value>(key: Key, value: Value | undefined) =>
  value === undefined ? {} : { [key]: value }

const union = <T>(some: readonly T[] | undefined, others: readonly T[] | undefined): T[] | undefined =>
  some || others
    ? [
        ...(some ?? []),
        ...(others ?? []).filter((one) => !(some ?? []).some((other) => isDeepStrictEqual(one, other))),
      ]
    : undefined

function agreeOtherwise(one: ProcedurePatch, other: ProcedurePatch): boolean {
  const parts = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof ProcedurePatch>
  for (const part of parts) {
    if (part === "otherwise" || ADDED.some((added) => added === part)) continue
    if (
      part === "name"
        ? !isSameName(one.name ?? "", other.name ?? "")
        : !isDeepStrictEqual(one[part], other[part])
    )
      return false
  }
  return true
}
