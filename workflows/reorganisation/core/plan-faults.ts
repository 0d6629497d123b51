import { agencyNameOn } from "#models/agency/agency.ts"
import type { ReorganisationPlan } from "#models/reorganisation/plan.ts"
import { addDays, formatDay, isValidOn } from "#models/shared/dates.ts"
import type { InputIssue } from "#models/shared/errors.ts"
import type { World } from "./world.ts"

/** What is wrong with a plan by itself and against the directory: each with what and where. Empty when it can be worked out. */
export const planFaults = (world: World, plan: ReorganisationPlan): InputIssue[] => {
  const { day, norm } = plan
  const eve = addDays(day, -1)
  const agencies = world.tables.agencies
  const nameOf = (id: string): string => {
    const agency = agencies.get(id)
    return agency ? agencyNameOn(agency, eve) : (plan.newUnits.find((unit) => unit.id === id)?.name ?? id)
  }
  const isOnEve = (id: string) => isOn(agencies.get(id), eve)
  const isNew = (id: string) => plan.newUnits.some((unit) => unit.id === id)
  const faults: InputIssue[] = []
  const fault = (field: string, message: string) => faults.push({ field, message })

  if (norm.day > day)
    fault(
      "norm.day",
      `Văn bản ban hành ngày ${formatDay(norm.day)}, sau ngày thực hiện ${formatDay(day)}. Xem lại hai ngày.`,
    )
  if (!hasContent(plan))
    fault("successions", "Chưa ghi đơn vị nào được sắp xếp: nhập bảng kế thừa hoặc ghi từng đơn vị.")

  for (const { id, parentId } of plan.newUnits) {
    if (agencies.has(id)) fault("newUnits", `Mã đơn vị mới «${id}» đã có trong danh mục. Đặt mã khác.`)
    if (parentId !== null && !agencies.has(parentId) && !isNew(parentId))
      fault("newUnits", `Cơ quan cấp trên «${parentId}» của «${nameOf(id)}» không có trong danh mục.`)
  }
  for (const { fromId, toId } of plan.successions) {
    if (!isOnEve(fromId))
      fault(
        "successions",
        `«${nameOf(fromId)}» không hoạt động vào ngày ${formatDay(eve)} nên không sắp xếp được.`,
      )
    if (!isNew(toId) && !isOn(agencies.get(toId), day) && fromId !== toId)
      fault(
        "successions",
        `Đơn vị kế thừa «${nameOf(toId)}» không hoạt động vào ngày ${formatDay(day)}. Khai báo đơn vị mới hoặc sửa dòng.`,
      )
  }
  for (const [fromId, rows] of Map.groupBy(plan.successions, (one) => one.fromId)) {
    const others = new Set(rows.map(({ toId }) => toId))
    if (rows.length === 1 && others.has(fromId))
      fault("successions", `«${nameOf(fromId)}» không thể là đơn vị kế thừa của chính mình.`)
    if (others.size > 1 && rows.some(({ extent }) => extent === "WHOLE"))
      fault(
        "successions",
        `«${nameOf(fromId)}» được ghi nhập toàn bộ vào một đơn vị nhưng còn dòng khác. Ghi «một phần» ở mọi dòng của đơn vị này.`,
      )
    if (others.size < rows.length) fault("successions", `«${nameOf(fromId)}» có hai dòng giống nhau.`)
    const giver = agencies.get(fromId)
    for (const toId of others) {
      const level = agencies.get(toId)?.adminLevel ?? plan.newUnits.find(({ id }) => id === toId)?.adminLevel
      if (giver && level && level !== giver.adminLevel)
        fault(
          "successions",
          `«${nameOf(fromId)}» và «${nameOf(toId)}» khác cấp chính quyền. Việc của một cấp kết thúc thì ghi ở «Cấp kết thúc».`,
        )
    }
  }
  const succeeded = new Set(plan.successions.map(({ fromId }) => fromId))
  for (const { agencyId } of plan.abolished) {
    if (!isOnEve(agencyId))
      fault("abolished", `«${nameOf(agencyId)}» không hoạt động vào ngày ${formatDay(eve)}.`)
    if (succeeded.has(agencyId))
      fault("abolished", `«${nameOf(agencyId)}» vừa giải thể vừa có đơn vị kế thừa. Bỏ một trong hai.`)
  }
  for (const { agencyId } of plan.renamings) {
    if (!isOnEve(agencyId) || !isOn(agencies.get(agencyId), day))
      fault(
        "renamings",
        `«${nameOf(agencyId)}» không hoạt động qua ngày ${formatDay(day)} nên không đổi tên được.`,
      )
    if (succeeded.has(agencyId))
      fault("renamings", `«${nameOf(agencyId)}» vừa đổi tên vừa có đơn vị kế thừa. Bỏ một trong hai.`)
  }
  for (const { procedureCode, agencyId, fromLevel, toLevel } of plan.placements) {
    const where = procedureCode ? `thủ tục ${procedureCode}` : "cấp kết thúc"
    if (fromLevel !== toLevel && !plan.endedLevels.includes(fromLevel))
      fault("placements", `Quy tắc của ${where} chuyển cấp, nhưng cấp ấy không kết thúc.`)
    if (plan.endedLevels.includes(toLevel))
      fault("placements", `Quy tắc của ${where} chuyển đến một cấp cũng kết thúc.`)
    if (procedureCode && !world.procedures.has(procedureCode))
      fault("placements", `Sổ thủ tục không có thủ tục ${procedureCode}.`)
    if (agencyId !== null && !isNew(agencyId) && !isOn(agencies.get(agencyId), day))
      fault(
        "placements",
        `Cơ quan nhận «${agencyId}» của ${where} không hoạt động vào ngày ${formatDay(day)}.`,
      )
  }
  return faults
}

const isOn = (agency: { validFrom: string; validTo: string | null } | undefined, day: string): boolean =>
  agency !== undefined && isValidOn(agency, day)

const hasContent = (plan: ReorganisationPlan): boolean =>
  plan.successions.length + plan.abolished.length + plan.renamings.length + plan.endedLevels.length > 0
