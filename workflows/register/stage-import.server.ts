import { findUnitDirectory } from "#models/agency/agency.repository.server.ts"
import type { ImportReport } from "#models/procedure/import-report.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { ConcurrentEditError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import {
  findToldHeadings,
  getStagedBytes,
  getStagedImport,
  insertStagedImport,
  removeStagedImport,
  saveToldHeadings,
  updateStagedImport,
} from "#models/staged-import/staged-import.repository.server.ts"
import type { StagedImport, StagedPlan, StagedRow } from "#models/staged-import/staged-import.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { compareProcedures } from "#workflows/intake/compare-procedures.ts"
import { waysToAct } from "#workflows/permissions.ts"
import { headingKey } from "#workflows/uploads/find-headings.ts"
import type { ImportAnswers } from "./import-answers.ts"
import type { ImportDependencies } from "./import-dependencies.ts"
import { importProcedures } from "./import-procedures.server.ts"
import { countPlan, type ImportPlan, planDigest, planImport } from "./plan-import.server.ts"
import { assertNoOtherList, saidBefore } from "./same-file.server.ts"

const REGISTER = { kind: "register", id: "procedures" } as const
/** Rows of a kind a screen is given; the counts say how many there are. */
const SHOWN = 1000

/**
 * Keeps a file for its sender and lays it beside the register, for them to look at before anything is taken. A file nothing can be
 * read of is a refused import, with its report.
 * @throws ForbiddenError (with its audit line), RuleBrokenError while the store has no agencies, BusyError
 */
export const stageImport = async (
  d: ImportDependencies,
  input: { fileName: string; bytes: Uint8Array; actor: Actor },
): Promise<{ stagedId: string } | { reportId: string }> => {
  const { fileName, bytes } = input
  const actor = await authorise(d, input.actor, "register.import", REGISTER)
  await assertNoOtherList()
  const headings = (await findToldHeadings(actor.id)) as NonNullable<ImportAnswers["headings"]>
  const answers: ImportAnswers = { headings, askColumns: true }
  const plan = await planFor(d, bytes, answers)
  if (plan.planned.length === 0 && plan.tables.length === 0 && plan.leftOut.length === 0) {
    const { id } = await importProcedures(d, {
      fileName,
      bytes,
      partial: false,
      by: actor.id,
      doer: actor,
    })
    return { reportId: id }
  }
  const id = crypto.randomUUID()
  await insertStagedImport(
    {
      id,
      userId: actor.id,
      fileName: fileName.slice(0, 255),
      answers,
      plan: await shownWith(plan, bytes),
    },
    bytes,
  )
  return { stagedId: id }
}

/** @throws ForbiddenError (with its audit line), NotFoundError for somebody else's file or one no longer kept */
export const getStaged = async (
  d: ImportDependencies,
  input: { stagedId: string; actor: Actor },
): Promise<StagedImport> => {
  await authorise(d, input.actor, "register.import", REGISTER)
  return getStagedImport(input.stagedId, input.actor.id)
}

/**
 * Every row of a kept file, also those beyond what a screen is given: a longer file is read anew for them.
 * @throws ForbiddenError, NotFoundError as `getStaged`; ConcurrentEditError when the register has moved since it was shown
 */
export const getStagedRows = async (
  d: ImportDependencies,
  input: { stagedId: string; actor: Actor },
): Promise<StagedRow[]> => {
  const { plan, answers } = await getStaged(d, input)
  if (Object.values(plan.counts).every((count) => count <= SHOWN)) return plan.rows
  const now = await planFor(d, await getStagedBytes(input.stagedId), answers as ImportAnswers)
  if (planDigest(now) !== plan.digest)
    throw new ConcurrentEditError(
      "Sổ thủ tục đã khác lúc xem trước nên kết quả từng dòng cũng có thể khác. Hãy gửi lại tệp để xem trước lại.",
      { changed: [] },
    )
  return rowsOf(now, await changedParts(now, now.planned.length))
}

/** Reads a kept file anew with what its sender says of it; what they say of headings is remembered for their next files. */
export const answerStaged = async (
  d: ImportDependencies,
  input: { stagedId: string; answers: ImportAnswers; actor: Actor },
): Promise<void> => {
  const { stagedId, answers, actor } = input
  const staged = await getStaged(d, { stagedId, actor })
  const asked = { ...answers, askColumns: true }
  const bytes = await getStagedBytes(stagedId)
  const plan = await planFor(d, bytes, asked)
  await updateStagedImport({ ...staged, answers: asked, plan: await shownWith(plan, bytes) })
  if (answers.headings)
    await saveToldHeadings(actor.id, remembered(await findToldHeadings(actor.id), answers.headings))
}

/**
 * Takes a kept file as it was shown.
 * @throws RuleBrokenError while questions stand, ConcurrentEditError when the register has moved since: nothing is taken
 */
export const takeStaged = async (
  d: ImportDependencies,
  input: {
    stagedId: string
    /** Of the plan the sender saw. */
    digest: string
    partial: boolean
    isWhole: boolean
    knownVanished: number | null
    actor: Actor
  },
): Promise<ImportReport> => {
  const { stagedId, actor: asker, digest, ...how } = input
  const staged = await getStaged(d, { stagedId, actor: asker })
  const [actor = asker] = waysToAct(asker, "register.import")
  if (staged.plan.questions.length > 0)
    throw new RuleBrokenError("Còn câu hỏi về tệp chưa trả lời. Hãy trả lời, xem lại rồi nhập.")
  const report = await importProcedures(d, {
    fileName: staged.fileName,
    bytes: await getStagedBytes(stagedId),
    answers: staged.answers as ImportAnswers,
    expected: digest,
    ...how,
    by: actor.id,
    doer: actor,
  })
  if (report.outcome === "TAKEN") await removeStagedImport(stagedId)
  return report
}

/** Headings of lists a person sends; more than any office has of them are forgotten, the oldest first. */
const MOST_HEADINGS = 1000

/** What was told before with what is told now, which comes last and wins. */
const remembered = (before: Record<string, string>, now: Record<string, string>): Record<string, string> => {
  const older = Object.entries(before).filter(([key]) => !Object.hasOwn(now, key))
  return Object.fromEntries([...older, ...Object.entries(now)].slice(-MOST_HEADINGS))
}

async function planFor(
  d: ImportDependencies,
  bytes: Uint8Array,
  answers: ImportAnswers,
): Promise<ImportPlan> {
  const directory = await findUnitDirectory()
  if (!directory)
    throw new RuleBrokenError(
      "Kho dữ liệu chưa có danh mục cơ quan, đơn vị nên chưa thể nhập thủ tục. Hãy thiết lập tỉnh trước.",
    )
  return planImport(bytes, {
    directory,
    day: dayOf(d.clock.now()),
    answers,
    ...(d.limits ? { limits: d.limits } : {}),
  })
}

/** What is shown of a plan, and that the same file was taken before. */
const shownWith = async (plan: ImportPlan, bytes: Uint8Array): Promise<StagedPlan> => {
  const warnings = [...(await saidBefore(sha256(bytes))), ...plan.warnings]
  return shownOf({ ...plan, warnings }, await changedParts(plan, SHOWN))
}

/** Procedures of the register that are held at a time. */
const AT_A_TIME = 500

/** Which parts of each changed procedure, up to so many, would be others, in words. */
async function changedParts({ planned }: ImportPlan, most: number): Promise<Map<string, string>> {
  const changed = planned.filter(({ before, hash }) => before !== null && before !== hash).slice(0, most)
  const parts = new Map<string, string>()
  for (let from = 0; from < changed.length; from += AT_A_TIME) {
    const some = changed.slice(from, from + AT_A_TIME)
    const held = new Map(
      (await findCurrentSnapshots(some.map(({ code }) => code))).map((one) => [one.code, one.procedure]),
    )
    for (const { code, procedure } of some) {
      const before = held.get(code)
      const names = before ? compareProcedures(before, procedure).map(({ name }) => name) : []
      parts.set(code, names.join(", "))
    }
  }
  return parts
}

function rowsOf(plan: ImportPlan, changes: ReadonlyMap<string, string>): StagedRow[] {
  return [
    ...plan.planned.map(
      ({ line, code, procedure, hash, before }): StagedRow => ({
        kind: before === null ? "NEW" : before === hash ? "UNCHANGED" : "CHANGED",
        line,
        code,
        name: procedure.name,
        reason: changes.get(code) ?? "",
      }),
    ),
    ...plan.leftOut.map((row): StagedRow => ({ ...row, kind: "LEFT_OUT", name: "" })),
    ...plan.refused.map(
      ({ line, code, field, reason }): StagedRow => ({
        kind: "REFUSED",
        line,
        code,
        name: "",
        reason: `${field}: ${reason}`,
      }),
    ),
  ]
}

function shownOf(plan: ImportPlan, changes: ReadonlyMap<string, string>): StagedPlan {
  const counts = countPlan(plan)
  return {
    digest: planDigest(plan),
    read: counts.read,
    counts: {
      NEW: counts.new,
      CHANGED: counts.changed,
      UNCHANGED: counts.unchanged,
      LEFT_OUT: counts.leftOut,
      REFUSED: counts.refused,
    },
    rows: [...Map.groupBy(rowsOf(plan, changes), ({ kind }) => kind).values()].flatMap((same) =>
      same.slice(0, SHOWN),
    ),
    tables: plan.tables.map(({ columns, ...table }) => ({
      ...table,
      columns: columns.map(({ heading, column, samples }) => ({
        heading,
        key: headingKey(heading),
        field: column,
        samples,
      })),
    })),
    questions: plan.questions,
    warnings: plan.warnings.slice(0, SHOWN),
  }
}
