import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import { dayOf, formatDay, formatInstant } from "#models/shared/dates.ts"
import { isAtWork } from "#workflows/registration/campaign-takes.server.ts"

const WITH_UNIT: readonly RegistrationState[] = ["drafting", "returned", "awaitingUnitHead"]
const WITH_OFFICE: readonly RegistrationState[] = ["registered", "underAppraisal", "consulting", "appraised"]

/** What happened to a registration that was not done when its review closed, and what can still be done. */
export type AfterClose = { title: string; what: string }

/** Null while nothing was missed: the review is open, or this one is in the catalogue or out of it for another reason. */
export const afterClose = (
  state: RegistrationState,
  { workflow, deadlines }: Pick<ReviewCampaign, "workflow" | "deadlines">,
): AfterClose | null => {
  const isUnits = WITH_UNIT.includes(state)
  if (!isUnits && !WITH_OFFICE.includes(state)) return null
  const { value, context } = workflow
  if (value === "appraising" && isUnits)
    return {
      title: "Đợt đã khóa đăng ký",
      what: `Đăng ký này chưa gửi kịp hạn ${formatDay(deadlines.registerBy)}. Vẫn trình và ký duyệt được đến khi Văn phòng chốt danh mục; chưa xong khi chốt thì bị để lại, chuyển sang đợt điều chỉnh.`,
    }
  if (isAtWork(value) || value === "planned") return null
  const { issued, stopped } = context
  const stays = "Dịch vụ giữ mức độ đang có hiệu lực."
  if (value === "stopped")
    return {
      title: "Đợt này đã dừng",
      what: `Đợt dừng ${stopped ? `lúc ${formatInstant(new Date(stopped.at))}, lý do: ${stopped.reason}` : "trước khi phát hành quyết định"}; đăng ký đứng ở chỗ đang làm, chỉ xem được. ${stays} Làm lại ở đợt rà soát sau.`,
    }
  if (issued)
    return {
      title: "Không có trong danh mục đã phát hành",
      what: `Quyết định của đợt này phát hành ngày ${formatDay(dayOf(new Date(issued.at)))} khi đăng ký này chưa được phê duyệt, nên không sửa tiếp được. ${stays} Đề nghị Văn phòng đưa vào đợt điều chỉnh, hoặc làm ở đợt rà soát sau.`,
    }
  return {
    title: "Bị để lại khi chốt danh mục",
    what: `Danh mục đã chốt khi đăng ký này chưa được phê duyệt, nên đăng ký đang đứng yên. ${stays} Nếu hồ sơ danh mục được trả lại để hoàn thiện thì làm tiếp được; nếu không, đề nghị Văn phòng đưa vào đợt điều chỉnh.`,
  }
}
