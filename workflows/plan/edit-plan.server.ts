import type { KeptPlan } from "#models/plan/kept-plan.ts"
import { PLAN_COLUMN_LABELS, PLAN_COLUMNS, type PlanColumn } from "#models/plan/plan-column.ts"
import type { FaultAnswer, KeptFault } from "#models/plan/plan-fault.ts"
import { type TaskWay, usualWay } from "#models/plan/task-way.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { EMPTY_PLACE, type FieldConflict } from "#models/shared/field-conflict.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import type { PlanKnowledge } from "#workflows/plan-reading/plan-knowledge.ts"
import { argue } from "#workflows/plan-reading/read-plan.ts"
import { changePlan, type Seen } from "./change-plan.server.ts"
import { movedRows, renumbered } from "./order-tasks.ts"
import { planDigest } from "./plan-digest.server.ts"
import { answered, canAccept, keptFaults, mergedFaults } from "./plan-faults.ts"
import { storedKnowledge } from "./stored-knowledge.server.ts"

/** What can be changed of a draft by hand. `place` null: a new task. */
export type PlanEdit =
  | { what: "HEAD"; title: string; endsOn: IsoDay }
  | {
      what: "TASK"
      place: string | null
      part: string
      cells: Record<PlanColumn, string>
      way: Omit<TaskWay, "place">
    }
  | { what: "REMOVE_TASK"; place: string }
  /** A heading by its number: another wording, or a new part at the end. */
  /** A new part; another wording of a known one. */
  | { what: "PART" | "RENAME_PART"; number: string; heading: string }
  | { what: "REMOVE_PART"; number: string }
  | { what: "MOVE_TASK"; place: string; to: "UP" | "DOWN" }
  /** Numbers as the tasks stand: 1.1, 1.2, 2.1 … */
  | { what: "RENUMBER" }

/**
 * Answers one thing that was found wrong: the repair is taken, other words are put there, or it is left with a reason.
 * @throws ForbiddenError, NotFoundError, InvalidInputError, ConcurrentEditError, WorkflowRefusedError
 */
export const answerFault = async (
  d: OfficeDependencies,
  input: Seen & { faultId: string; kind: FaultAnswer; text: string; actor: Actor },
): Promise<void> => {
  const { faultId, kind, actor } = input
  const who = await authorise(d, actor, "plan.draft", { kind: "plan", id: input.id })
  const knowledge = await storedKnowledge()
  const by = { by: who.id, at: d.clock.now().toISOString() }
  await changePlan(d, input, who, (plan) => {
    const fault = plan.faults.find(({ id }) => id === faultId)
    if (!fault) throw new NotFoundError("Điều này không còn trong kế hoạch. Hãy tải lại trang.")
    const text = kind === "ACCEPTED" ? fault.proposed : input.text.trim()
    assertAnswer(fault, kind, text)
    const content = answered(fault, kind, text, plan.content)
    const before = plan.faults.map((one) =>
      one.id === faultId ? { ...one, answer: { kind, text, ...by } } : one,
    )
    const said = withFaults({ ...plan, content, faults: before }, knowledge, by)
    return {
      event: {
        type: "fault.answered",
        kind: fault.kind,
        place: fault.place,
        found: fault.found,
        answer: kind,
        text,
        digest: planDigest(said),
      },
      plan: said,
    }
  })
}

function assertAnswer(fault: KeptFault, kind: FaultAnswer, text: string): void {
  const refuse = (message: string) => new InvalidInputError(message, [{ field: "text", message }])
  if (kind === "ACCEPTED" && !canAccept(fault))
    throw refuse(
      "Đề nghị này không tự sửa được. Chọn «Sửa khác» và ghi nội dung đúng, hoặc để nguyên kèm lý do.",
    )
  if (kind === "EDITED" && fault.target === null)
    throw refuse("Không có chỗ nào để sửa trực tiếp. Sửa ở nhiệm vụ liên quan, hoặc để nguyên kèm lý do.")
  if (kind === "LEFT" && text.length < 5) throw refuse("Ghi rõ lý do để nguyên (ít nhất 5 ký tự).")
  if (text.length > 4000) throw refuse("Nội dung dài hơn 4.000 ký tự. Hãy rút ngắn.")
}

/** Changes a draft by hand; what is then wrong with it is asked anew. @throws as `answerFault` */
export const editPlan = async (
  d: OfficeDependencies,
  { edit, actor, ...seen }: Seen & { edit: PlanEdit; actor: Actor },
): Promise<void> => {
  const who = await authorise(d, actor, "plan.draft", { kind: "plan", id: seen.id })
  const knowledge = await storedKnowledge()
  const by = { by: who.id, at: d.clock.now().toISOString() }
  await changePlan(
    d,
    seen,
    who,
    (plan) => {
      const { plan: changed, what } = edited(plan, edit, seen.revision)
      const said = withFaults(changed, knowledge, by)
      return { event: { type: "plan.edited", what, digest: planDigest(said) }, plan: said }
    },
    (plan) => differencesOf(plan, edit),
  )
}

/** Where the words sent and those that stand now differ; how it stood when the form was opened is not kept. */
function differencesOf({ title, endsOn, content }: KeptPlan, edit: PlanEdit): FieldConflict[] {
  const line = (name: string, field: string, mine: string, now: string): FieldConflict[] =>
    mine === now
      ? []
      : [
          {
            field,
            before: NOT_KEPT,
            now: now || EMPTY_PLACE,
            mine: mine || EMPTY_PLACE,
            take: { [name]: now },
          },
        ]
  if (edit.what === "HEAD")
    return [
      ...line("title", "Trích yếu", edit.title, title),
      ...line("endsOn", "Thực hiện đến ngày", formatDay(edit.endsOn), formatDay(endsOn)),
    ]
  if (edit.what !== "TASK") return []
  const now = content.rows.find(({ place }) => place === edit.place)
  if (!now) return []
  return PLAN_COLUMNS.flatMap((column) =>
    line(column, PLAN_COLUMN_LABELS[column], edit.cells[column], now.cells[column]),
  )
}
const NOT_KEPT = "không còn lưu"

const withFaults = (
  plan: KeptPlan,
  knowledge: PlanKnowledge,
  by: { by: string; at: string },
): Pick<KeptPlan, "title" | "documentNumber" | "issuedOn" | "endsOn" | "content" | "ways" | "faults"> => {
  const { title, documentNumber, issuedOn, endsOn, content, ways, faults } = plan
  // What only the reading of the file could find stands until it is answered.
  const ofFile = faults.filter(({ kind }) =>
    ["HEADING_MISSPELT", "HEADINGS_DIFFER", "PART_OUTSIDE_TABLE", "ROW_SPLIT"].includes(kind),
  )
  const day = issuedOn ?? dayOf(new Date(by.at))
  const now = keptFaults(argue(content, knowledge, { issuedOn: day }), content)
  return {
    title,
    documentNumber,
    issuedOn,
    endsOn,
    content,
    ways,
    faults: mergedFaults(faults, [...ofFile, ...now], by),
  }
}

function edited(plan: KeptPlan, edit: PlanEdit, revision: number): { plan: KeptPlan; what: string } {
  const { content, ways } = plan
  switch (edit.what) {
    case "HEAD":
      return { plan: { ...plan, title: edit.title, endsOn: edit.endsOn }, what: "trích yếu, ngày kết thúc" }
    case "PART": {
      if (content.parts.some(({ number }) => number === edit.number))
        throw wrongNumber(`Phần ${edit.number} đã có. Ghi số khác, hoặc dùng «Đổi tên phần ${edit.number}».`)
      const part = { number: edit.number, heading: edit.heading, place: placeBy(plan, revision) }
      const parts = [...content.parts, part]
      return { plan: { ...plan, content: { ...content, parts } }, what: `thêm phần ${edit.number}` }
    }
    case "RENAME_PART": {
      if (!content.parts.some(({ number }) => number === edit.number))
        throw wrongNumber(`Không còn phần ${edit.number} trong dự thảo. Tải lại trang.`)
      const parts = content.parts.map((one) =>
        one.number === edit.number ? { ...one, heading: edit.heading } : one,
      )
      return { plan: { ...plan, content: { ...content, parts } }, what: `tên phần ${edit.number}` }
    }
    case "REMOVE_PART": {
      if (content.rows.some(({ part }) => part === edit.number))
        throw new RuleBrokenError(
          `Phần ${edit.number} còn nhiệm vụ. Chuyển hoặc bỏ các nhiệm vụ ấy trước, rồi bỏ phần.`,
        )
      const parts = content.parts.filter(({ number }) => number !== edit.number)
      return { plan: { ...plan, content: { ...content, parts } }, what: `bỏ phần ${edit.number}` }
    }
    case "MOVE_TASK":
      return {
        plan: { ...plan, content: { ...content, rows: movedRows(content.rows, edit) } },
        what: `thứ tự nhiệm vụ ở ${edit.place}`,
      }
    case "RENUMBER":
      if (plan.version > 1)
        throw new RuleBrokenError(
          "Kế hoạch đã có phiên bản ban hành: số của nhiệm vụ gắn với việc các đơn vị đang làm. Sửa số của từng nhiệm vụ nếu thật cần.",
        )
      return {
        plan: { ...plan, content: { ...content, rows: renumbered(content) } },
        what: "đánh lại số thứ tự",
      }
    case "REMOVE_TASK":
      return {
        plan: {
          ...plan,
          content: { ...content, rows: content.rows.filter(({ place }) => place !== edit.place) },
          ways: ways.filter(({ place }) => place !== edit.place),
        },
        what: `bỏ nhiệm vụ ở ${edit.place}`,
      }
    case "TASK": {
      const place = edit.place ?? placeBy(plan, revision)
      const row = { place, part: edit.part, cells: edit.cells }
      const isKnown = content.rows.some((one) => one.place === place)
      if (edit.place !== null && !isKnown)
        throw new NotFoundError("Nhiệm vụ này không còn trong dự thảo. Tải lại trang.")
      return {
        plan: {
          ...plan,
          content: {
            ...content,
            rows: isKnown
              ? content.rows.map((one) => (one.place === place ? row : one))
              : [...content.rows, row],
          },
          ways: [...ways.filter((one) => one.place !== place), { ...usualWay(place), ...edit.way }],
        },
        what: `nhiệm vụ ${edit.cells.number}`,
      }
    }
  }
}

/** A place of its own for what is written by hand: a version begins with the places of the one before. */
const placeBy = ({ version }: KeptPlan, revision: number): string => `nhập tay ${version}.${revision}`

const wrongNumber = (message: string): InvalidInputError =>
  new InvalidInputError(message, [{ field: "number", message }])
