import type { RegistrationContext } from "#models/registration/context.ts"
import { decidedBy } from "#models/registration/decided-by.ts"
import { isOpenRemark } from "#models/registration/remark.ts"

/** Appraised and approved at once by the chief of office. `waitedFor`: what was outstanding besides open remarks; may be empty. */
export const approvedUrgently = (
  { remarks }: Pick<RegistrationContext, "remarks">,
  event: { by: string; at: string; onBehalfOf?: string; reason: string },
  waitedFor: string,
): Pick<RegistrationContext, "appraised" | "approved"> => {
  const open = remarks.filter(isOpenRemark).length
  const waits = [waitedFor, open > 0 ? `${open} nhận xét đang mở` : ""].filter((one) => one !== "")
  return {
    appraised: { ...decidedBy(event), note: event.reason },
    approved: { ...decidedBy(event), urgent: event.reason, waitedFor: waits.join("; ") },
  }
}
