import { type ClientSession, Types } from "mongoose"
import { findUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { addLegalActs } from "#models/legal-basis/legal-act.repository.server.ts"
import { actsOfRecord } from "#models/legal-basis/legal-act.ts"
import type { ImportRefusal, ImportReport } from "#models/procedure/import-report.ts"
import {
  findCurrentHashes,
  findCurrentSnapshots,
  type NewSnapshot,
} from "#models/procedure/procedure-snapshot.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { ConcurrentEditError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { ImportAnswers } from "./import-answers.ts"
import type { ImportDependencies } from "./import-dependencies.ts"
import { keepReport } from "./keep-report.server.ts"
import { type ImportPlan, type PlannedRow, planDigest, planImport } from "./plan-import.server.ts"
import { resumeImport } from "./resume-import.server.ts"
import { assertNoOtherList, saidBefore } from "./same-file.server.ts"
import { takeIntoRegister } from "./take-into-register.server.ts"
import { vanishedDoubt } from "./vanished-doubt.ts"
import type { WriteCounts } from "./write-register.server.ts"

export type ImportProcedures = {
  fileName: string
  bytes: Uint8Array
  /** True takes the good rows of a file with bad ones; false takes all of it or nothing. */
  partial: boolean
  /** The file is the whole list of the province: what it does not hold has vanished. */
  isWhole?: boolean
  /** How many vanished procedures the sender knows of; more than one in twenty are only taken when it is the right number. */
  knownVanished?: number | null
  /** What the sender says of the file as a whole. */
  answers?: ImportAnswers
  /** Digest of the plan the sender saw; another one is refused. */
  expected?: string
  /** Id of the person or command that imports; callers have asked `register.import` for them. */
  by: string
  /** Their name as the log shows it, the id where there is none, and in whose place they do it. */
  doer?: Pick<Actor, "name" | "onBehalfOf">
}

const NOTHING: WriteCounts = {
  added: 0,
  changed: 0,
  unchanged: 0,
  servicesAdded: 0,
  servicesChanged: 0,
  servicesRetired: 0,
}

/**
 * Takes a file of procedures into the register: a new snapshot for each procedure that is new or differs, and the services
 * that follow from it. Everything is read and judged before anything is written. A file that cannot be read is a report
 * with outcome REFUSED, not an error; the report is kept either way, with an entry in the audit log. The same file twice changes nothing.
 * @throws RuleBrokenError while the store has no agencies to assign services to, BusyError
 */
export const importProcedures = async (
  d: ImportDependencies,
  input: ImportProcedures,
): Promise<ImportReport> => {
  const at = d.clock.now()
  const fileSha256 = sha256(input.bytes)
  // Ids follow the order of imports, also where the clock of training stands still between two.
  const id = `${new Types.ObjectId()}-${fileSha256.slice(0, 16)}`
  await resumeImport(d)
  await assertNoOtherList()
  const directory = await d.store.inTransaction((session) => findUnitDirectory(session))
  if (!directory)
    throw new RuleBrokenError(
      "Kho dữ liệu chưa có danh mục cơ quan, đơn vị nên chưa thể nhập thủ tục. Hãy chạy «npm run setup» hoặc thiết lập tỉnh trên màn hình lần đầu.",
    )
  const plan = await planImport(input.bytes, {
    directory,
    day: dayOf(at),
    ...(d.limits ? { limits: d.limits } : {}),
    ...(input.answers ? { answers: input.answers } : {}),
  })
  if (input.expected !== undefined && planDigest(plan) !== input.expected)
    throw new ConcurrentEditError(
      "Từ lúc xem trước, sổ thủ tục hoặc danh mục cơ quan đã thay đổi nên kết quả nhập sẽ khác. Chưa nhập gì; hãy xem lại rồi nhập.",
      { changed: [] },
    )
  const { read, planned, leftOut } = plan
  const warnings = [...(await saidBefore(fileSha256)), ...plan.warnings]
  const refused = [...unanswered(plan), ...plan.refused]
  const isWholeRefused =
    planned.length === 0 || plan.questions.length > 0 || (refused.length > 0 && !input.partial)
  const base = {
    id,
    at,
    by: input.by,
    fileName: input.fileName.slice(0, 255),
    fileSha256,
    partial: input.partial,
    read,
    refused,
    leftOut,
    warnings,
    vanished: 0,
  }
  if (isWholeRefused) {
    const report: ImportReport = { ...base, ...NOTHING, outcome: "REFUSED" }
    await d.store.inTransaction((session) => keepReport(report, input.doer ?? {}, session))
    return report
  }
  const { vanished, inForce } = input.isWhole ? await findVanished(planned, refused) : NONE_VANISHED
  const doubt = vanishedDoubt(vanished.length, inForce, input.knownVanished ?? null)
  if (doubt) {
    const refusal = { line: 0, code: "", field: "Tệp", reason: doubt }
    const report: ImportReport = {
      ...base,
      ...NOTHING,
      vanished: vanished.length,
      refused: [refusal, ...refused],
      outcome: "REFUSED",
    }
    await d.store.inTransaction((session) => keepReport(report, input.doer ?? {}, session))
    return report
  }
  const snapshots = planned.map((row) => snapshotOf(row, { at, importId: id, source: base.fileName }))
  const report = await takeIntoRegister(d, {
    report: { ...base, vanished: vanished.length },
    snapshots,
    vanished,
    directory,
    doer: input.doer ?? {},
    assertStands: (session) => assertAsRead(planned, session),
  })
  // Only adds, so that it may stand beside the import: a cut between the two is made good by the next one.
  await addLegalActs(
    planned.flatMap(({ procedure }) =>
      actsOfRecord(
        procedure.legalBases,
        procedure.fields.map(({ code }) => code),
      ),
    ),
  )
  return report
}

/** What nobody has answered yet is said as the reason why nothing is taken. */
const unanswered = ({ questions }: ImportPlan): ImportRefusal[] =>
  questions.map(({ message }) => ({
    line: 0,
    code: "",
    field: "Tệp",
    reason: `${message} Hãy trả lời ở bước xem trước rồi nhập lại.`,
  }))

const NONE_VANISHED = { vanished: [], inForce: 0 }

/** What is in force and not in the file; a row that was refused is there all the same. */
async function findVanished(taken: readonly PlannedRow[], refused: readonly ImportRefusal[]) {
  const codes = new Set([...taken.map(({ procedure }) => procedure.code), ...refused.map(({ code }) => code)])
  const current = await findCurrentSnapshots()
  return { vanished: current.filter(({ code }) => !codes.has(code)), inForce: current.length }
}

/** A row that says some of its procedure was laid over what the register held: that has to be there still. */
async function assertAsRead(planned: readonly PlannedRow[], session: ClientSession): Promise<void> {
  const hashes = await findCurrentHashes(
    planned.map(({ code }) => code),
    session,
  )
  const moved = planned.filter(({ code, before }) => (hashes.get(code) ?? null) !== before)
  if (moved.length > 0)
    throw new ConcurrentEditError(
      `Trong lúc đọc tệp, sổ thủ tục đã được người khác cập nhật (${moved
        .slice(0, 5)
        .map(({ code }) => code)
        .join(", ")}${moved.length > 5 ? ", …" : ""}). Chưa nhận dòng nào; hãy nhập lại tệp.`,
      {
        changed: moved
          .slice(0, 20)
          .map(({ code, before }) => ({ field: code, before: before ?? "", now: hashes.get(code) ?? "" })),
      },
    )
}

function snapshotOf(row: PlannedRow, taken: { at: Date; importId: string; source: string }): NewSnapshot {
  return {
    code: row.procedure.code,
    hash: row.hash,
    procedure: row.procedure,
    original: row.original,
    takenAt: taken.at,
    source: taken.source,
    importId: taken.importId,
  }
}
