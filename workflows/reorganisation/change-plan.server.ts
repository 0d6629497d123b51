import { findAgencies } from "#models/agency/agency.repository.server.ts"
import type { ReorganisationPlan } from "#models/reorganisation/plan.ts"
import {
  getReorganisation,
  saveReorganisation,
} from "#models/reorganisation/reorganisation.repository.server.ts"
import { addDays, isValidOn } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { fileKindOf } from "#workflows/uploads/file-kind.ts"
import { IMPORT_LIMITS } from "#workflows/uploads/import-limits.ts"
import { readTables } from "#workflows/uploads/read-tables.server.ts"
import type { FileTable, SheetCells } from "#workflows/uploads/sheet-cells.ts"
import { basicsConflict } from "./basics-conflict.ts"
import { changedMeanwhile, changePlan } from "./draft-plan.server.ts"
import { editPlan, heirOfParent, type PlanEdit } from "./edit-plan.ts"
import { countSuccessionHeadings, readSuccessions } from "./read-successions.ts"

type OnAct = { id: string; revision: number; actor: Actor }

/** Takes one change of a form into a draft. @throws as `changePlan` does */
export const editReorganisation = async (
  d: OfficeDependencies,
  { edit, ...on }: OnAct & { edit: PlanEdit },
): Promise<void> => {
  const agencies = await findAgencies()
  await changePlan(d, {
    ...on,
    change: ({ plan }) => editPlan(plan, edit, agencies),
    ...(edit.intent === "basics" ? { differences: (act) => basicsConflict(edit, act, on.revision) } : {}),
  })
}

/** Answers questions, many at once; an empty answer leaves the question open. @throws as `changePlan` does */
export const answerQuestions = async (
  d: OfficeDependencies,
  { answers, ...on }: OnAct & { answers: Readonly<Record<string, string>> },
): Promise<void> => {
  const given = Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer.trim() !== ""))
  if (Object.keys(given).length === 0)
    throw new InvalidInputError("Chưa trả lời câu hỏi nào.", [
      { field: "answers", message: "Chọn câu trả lời cho ít nhất một câu hỏi rồi lưu lại." },
    ])
  await changePlan(d, { ...on, change: ({ plan }) => ({ ...plan, answers: { ...plan.answers, ...given } }) })
}

/**
 * Reads a table of successions and keeps it beside the draft, to be compared before it is taken; nothing of the plan changes.
 * @throws ForbiddenError, InvalidInputError for a file that is no such table, ConcurrentEditError
 */
export const sendSuccessions = async (
  d: OfficeDependencies,
  { id, revision, actor, fileName, bytes }: OnAct & { fileName: string; bytes: Uint8Array },
): Promise<void> => {
  await authorise(d, actor, "reorganisation.draft", { kind: "reorganisation", id })
  const found = fileKindOf(bytes)
  if (found !== "CSV" && found !== "ZIP")
    throw new InvalidInputError("Chỉ nhận tệp .csv hoặc .xlsx.", [
      { field: "file", message: "Hãy lưu bảng thành .csv (UTF-8) hoặc .xlsx." },
    ])
  const { tables } = await readTables(bytes, found, IMPORT_LIMITS, countSuccessionHeadings)
  const agencies = await findAgencies()
  const act = await getReorganisation(id)
  if (act.revision !== revision) throw await changedMeanwhile(act)
  const read = readSuccessions(bestTable(tables), {
    agencies,
    plan: act.plan,
    parentId: parentOfNew(act.plan, agencies),
  })
  await d.store.inTransaction((session) =>
    saveReorganisation(id, revision, { table: { fileName, ...read } }, session),
  )
}

/** The table of the file with most of the headings that are looked for. */
function bestTable(tables: readonly FileTable[]): readonly SheetCells[] {
  const most = ({ rows }: FileTable) =>
    Math.max(0, ...rows.slice(0, 30).map(({ cells }) => countSuccessionHeadings(cells)))
  return [...tables].sort((a, b) => most(b) - most(a))[0]?.rows ?? []
}

type Agencies = Awaited<ReturnType<typeof findAgencies>>

/** New communes stand below the committee of the province as it is on the day. */
const parentOfNew = (plan: ReorganisationPlan, agencies: Agencies): string | null => {
  const eve = addDays(plan.day, -1)
  const committee = agencies.find(
    (one) => one.kind === "PEOPLE_COMMITTEE" && one.adminLevel === "PROVINCE" && isValidOn(one, eve),
  )
  const known =
    committee?.validTo === eve ? (committee.successorIds[0] ?? committee.id) : (committee?.id ?? null)
  return heirOfParent(plan, committee?.id ?? null) === committee?.id
    ? known
    : heirOfParent(plan, committee?.id ?? null)
}

/** Takes the table that was sent into the plan, or throws it away. @throws RuleBrokenError while a row of it is at fault */
export const takeSuccessions = async (
  d: OfficeDependencies,
  { take, ...on }: OnAct & { take: boolean },
): Promise<void> => {
  await changePlan(d, {
    ...on,
    table: null,
    change: ({ plan, table }) => {
      if (!take || !table) return plan
      const faulty = table.rows.filter(({ as }) => as === "FAULT")
      if (faulty.length > 0)
        throw new RuleBrokenError(
          `Bảng còn ${faulty.length} dòng sai (dòng ${faulty
            .slice(0, 5)
            .map(({ line }) => line)
            .join(", ")}). Sửa tệp rồi gửi lại: không nhận một phần bảng.`,
        )
      const named = new Set(table.successions.map(({ fromId }) => fromId))
      return {
        ...plan,
        newUnits: [
          ...plan.newUnits.filter(({ id }) => !table.newUnits.some((unit) => unit.id === id)),
          ...table.newUnits,
        ],
        successions: [...plan.successions.filter(({ fromId }) => !named.has(fromId)), ...table.successions],
      }
    },
  })
}
