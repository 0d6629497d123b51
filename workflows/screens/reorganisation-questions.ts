import { agencyNameOn } from "#models/agency/agency.ts"
import type { ReorganisationPlan } from "#models/reorganisation/plan.ts"
import { addDays, formatDay, isValidOn } from "#models/shared/dates.ts"
import type { AdminLevel } from "#models/shared/levels.ts"
import {
  BY_FIELD,
  CARRY,
  END_PORTAL,
  END_ROLES,
  GO_ON,
  KEEP_PORTAL,
  LEVEL_ANSWERS,
  type Question,
} from "#workflows/reorganisation/core/questions.ts"
import { rowsOf, type World } from "#workflows/reorganisation/core/world.ts"
import { LEVEL_LABELS } from "#workflows/reorganisation/describe-patches.ts"
import { unitName } from "#workflows/reorganisation/edit-plan.ts"

type Option = { value: string; label: string }
/** A question as a form asks it; without options a number is typed, or it is answered elsewhere on the page. */
export type AskedQuestion = Pick<Question, "id" | "kind"> & {
  title: string
  hanging: string
  suggested: string
  options: Option[]
}

type Around = { plan: ReorganisationPlan; world: World }

export const questionsInWords = (questions: readonly Question[], around: Around): AskedQuestion[] =>
  questions.map((question) => ({
    id: question.id,
    kind: question.kind,
    title: titleOf(question, around),
    hanging: question.hanging.join(", ") || "chưa có việc nào gắn với phần này",
    suggested: question.suggested ?? "",
    options: optionsOf(question, around),
  }))

function titleOf({ kind, about }: Question, { plan, world }: Around): string {
  const name = unitName(about, plan, world.tables.agencies)
  switch (kind) {
    case "RECEIVER":
      return `Ai tiếp nhận việc của ${name}?`
    case "ROLES":
      return `Người của ${name} chuyển đi đâu?`
    case "LEVEL":
      return `Việc của ${LEVEL_LABELS[about as AdminLevel] ?? about} do cấp nào tiếp nhận (trừ các quyết định riêng)?`
    case "ISSUER":
      return "Cơ quan ban hành từ ngày này mang tên, địa danh, mã nào? Ghi ở mục «Cơ quan ban hành»."
    case "FROZEN":
      return `«${world.frozen.find(({ id }) => id === about)?.name ?? about}» đã chốt mà chưa ban hành, văn bản mang tên đơn vị cũ. Ban hành trước ngày ${formatDay(plan.day)}, hoặc trả lại để chốt lại sau ngày đó; nếu vẫn ban hành bản đã chốt thì ghi quyết định ở đây.`
    case "PORTAL": {
      const portal = rowsOf(world, "portals").find(({ id }) => id === about)
      return `${portal?.name ?? about} (${portal?.url ?? ""}): từ ngày ${formatDay(plan.day)} còn gửi bản ghi tới đây không?`
    }
    case "SERIES":
      return `Sổ số ${about.split(":")[1]} năm ${about.split(":")[0]}: cơ quan kế thừa đánh số tiếp, hay theo số cuối nào trên sổ của mình?`
  }
}

function optionsOf({ kind, options }: Question, { plan, world }: Around): Option[] {
  const named = (id: string): Option => ({ value: id, label: unitName(id, plan, world.tables.agencies) })
  const known = options.length > 0 ? options.map(named) : everyUnit({ plan, world })
  switch (kind) {
    case "RECEIVER":
      return [...known, { value: BY_FIELD, label: "Theo cơ quan phụ trách từng lĩnh vực" }]
    case "ROLES":
      return [...known, { value: END_ROLES, label: "Kết thúc vai trò" }]
    case "LEVEL":
      return LEVEL_ANSWERS.map((level) => ({ value: level, label: LEVEL_LABELS[level] }))
    case "FROZEN":
      return [{ value: CARRY, label: "Vẫn ban hành bản đã chốt, mang tên đơn vị trước sắp xếp" }]
    case "PORTAL":
      return [
        { value: KEEP_PORTAL, label: "Tiếp tục gửi, theo địa chỉ đang có" },
        { value: END_PORTAL, label: "Ngừng gửi; cổng khác thì thêm ở bảng «Cổng nhận bản ghi»" },
      ]
    case "SERIES":
      return [{ value: GO_ON, label: "Đánh số tiếp" }]
    case "ISSUER":
      return []
  }
}

/** Every unit that is there on the day, new ones first. */
const everyUnit = ({ plan, world }: Around): Option[] => [
  ...plan.newUnits.map(({ id, name }) => ({ value: id, label: name })),
  ...rowsOf(world, "agencies")
    .filter((one) => isValidOn(one, plan.day) && isValidOn(one, addDays(plan.day, 1)))
    .map((one) => ({ value: one.id, label: agencyNameOn(one, plan.day) })),
]
