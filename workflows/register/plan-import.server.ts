import { setImmediate as nextTurn } from "node:timers/promises"
import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import type { ImportLeftOut, ImportRefusal, ImportWarning } from "#models/procedure/import-report.ts"
import {
  findCurrentHashes,
  findCurrentSnapshots,
} from "#models/procedure/procedure-snapshot.repository.server.ts"
import { ownProvinceOn } from "#models/procedure-scope/own-province.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import { IMPORT_LIMITS, type ImportLimits } from "#workflows/uploads/import-limits.ts"
import { completeRow } from "./complete-row.ts"
import type { ImportAnswers, ImportQuestion } from "./import-answers.ts"
import { type judgeRegisterFile, unreadable } from "./judge-register-file.server.ts"
import type { ReadTable } from "./read-sheet.ts"
import { isPatch, isRefused, type PatchRow, type WholeRow } from "./register-row.ts"

/** One procedure an import brings, with the digest of what it becomes and of what the register held when it was read (null: nothing). */
export type PlannedRow = WholeRow & { hash: string; before: string | null; lines: number[] }

/** What an import of a file would do, row by row; nothing is written. */
export type ImportPlan = {
  read: number
  planned: PlannedRow[]
  refused: ImportRefusal[]
  leftOut: ImportLeftOut[]
  warnings: ImportWarning[]
  questions: ImportQuestion[]
  tables: ReadTable[]
}

const judge = apart<typeof judgeRegisterFile>("judgeRegister")
/** Rows completed before others get their turn on this thread. */
const AT_A_TIME = 100

/**
 * Reads a file and lays it beside the register: what a row's columns do not say stays as it is there. Questions stand while a
 * procedure that is new waits for the answer; its row counts as one that would be taken. @throws BusyError
 */
export const planImport = async (
  bytes: Uint8Array,
  how: { directory: UnitDirectory; day: IsoDay; limits?: ImportLimits; answers?: ImportAnswers },
): Promise<ImportPlan> => {
  const judged = await judge(bytes, {
    limits: how.limits ?? IMPORT_LIMITS,
    own: ownProvinceOn(how.directory.agencies, how.day),
    answers: how.answers ?? {},
  }).catch(unreadable)
  const patches = judged.taken.filter(isPatch)
  const current = new Map(
    patches.length > 0
      ? (await findCurrentSnapshots(patches.map(({ code }) => code))).map((one) => [one.code, one] as const)
      : [],
  )
  const hashes = await findCurrentHashes(judged.taken.map(({ code }) => code))
  const refused = [...judged.refused]
  const planned: PlannedRow[] = []
  for (const [index, row] of judged.taken.entries()) {
    if (index % AT_A_TIME === AT_A_TIME - 1) await nextTurn()
    const held = current.get(row.code) ?? null
    const complete = completeRow(
      isPatch(row) && !held ? asAsked(row, judged.questions) : row,
      held?.procedure ?? null,
    )
    if (isRefused(complete)) refused.push(complete)
    else
      planned.push({
        ...complete,
        hash: "hash" in row ? row.hash : digestOf(complete.procedure),
        before: hashes.get(row.code) ?? null,
        lines: isPatch(row) ? row.lines : [row.line],
      })
  }
  const waiting = patches.filter(({ code }) => !current.has(code))
  return {
    ...judged,
    planned,
    refused: refused.sort((a, b) => a.line - b.line),
    questions: judged.questions.filter(
      ({ about }) =>
        about === "oldLetters" ||
        about === "columns" ||
        waiting.some(({ patch }) => patch[PART_OF[about]] === undefined),
    ),
  }
}

const PART_OF = { adminLevels: "adminLevels", field: "fields" } as const

/** While a question stands, its row is looked at as if it had been answered. */
function asAsked(row: PatchRow, questions: readonly ImportQuestion[]): PatchRow {
  const stands = (about: ImportQuestion["about"]) => questions.some((one) => one.about === about)
  const { otherwise } = row.patch
  return {
    ...row,
    patch: {
      ...row.patch,
      otherwise: {
        ...otherwise,
        ...(stands("adminLevels") && !otherwise.adminLevels ? { adminLevels: ["PROVINCE"] } : {}),
        ...(stands("field") && !otherwise.field ? { field: UNANSWERED } : {}),
      },
    },
  }
}

const UNANSWERED = "(chờ trả lời)"

/** How many rows of a plan there are of each kind; together they are the rows read. */
export const countPlan = ({ planned, refused, leftOut, read }: ImportPlan) => {
  const lines = (rows: readonly PlannedRow[]) => rows.reduce((sum, row) => sum + row.lines.length, 0)
  const fresh = planned.filter(({ before }) => before === null)
  const unchanged = planned.filter(({ before, hash }) => before === hash)
  const changed = planned.filter(({ before, hash }) => before !== null && before !== hash)
  return {
    read,
    new: lines(fresh),
    changed: lines(changed),
    unchanged: lines(unchanged),
    leftOut: leftOut.length,
    refused: refused.filter(({ line }) => line > 0).length,
  }
}

/** All that an import would take, in one digest. */
export const planDigest = ({ planned, refused, leftOut }: ImportPlan): string =>
  digestOf({
    planned: planned.map(({ code, hash, before }) => [code, hash, before]),
    refused: refused.map(({ line }) => line),
    leftOut: leftOut.map(({ line }) => line),
  })
