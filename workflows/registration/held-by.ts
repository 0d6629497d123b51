import type { Holder } from "#models/registration/context.ts"
import type { RegistrationEventType } from "#models/registration/events.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import { formatInstant } from "#models/shared/dates.ts"
import { type Actor, asStamp, isSamePerson } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { stepOf } from "./steps/index.ts"

/** While it is one of these an appraisal is in somebody's hand. */
const HELD_STATES: readonly RegistrationState[] = ["underAppraisal", "consulting"]

/** Who has the appraisal in hand now; null where nobody does. */
export const holderOf = ({ workflow }: Pick<Registration, "workflow">): Holder | null =>
  HELD_STATES.includes(workflow.value) ? workflow.context.holder : null

/**
 * Why a person leaves the step to whoever has the appraisal in hand; null when they need not. A rule of how the office works, not
 * of the chart: what was logged before anybody held anything is replayed as it was. `holderName`: for the words of it.
 */
export const whyNotWhileHeld = (
  event: RegistrationEventType,
  registration: Pick<Registration, "workflow">,
  actor: Actor,
  holderName?: string | undefined,
): string | null => {
  const holder = holderOf(registration)
  if (holder === null || !stepOf(event)?.isHolders || isSamePerson(holder, asStamp(actor))) return null
  if (event === "appraisal.assigned" && isAllowed(actor, "registration.reassign")) return null
  return `Đăng ký này do ${holderName ?? (holder.name || holder.by)} giữ từ ${formatInstant(new Date(holder.at))}. Đề nghị người đó xử lý hoặc trả về hàng chờ; nếu người đó vắng, Chánh Văn phòng giao cho người khác.`
}
