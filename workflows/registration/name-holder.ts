import type { RegistrationEvent } from "#models/registration/events.ts"
import { mayJudge } from "#models/registration/four-eyes.ts"
import type { Registration } from "#models/registration/registration.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { holderOf } from "./held-by.ts"

type Standing = Pick<Registration, "workflow">

/** Those of the staff of a day an appraisal may be given to: appraisers who did not propose it and do not have it already. */
export const assignableTo = (registration: Standing, staff: readonly Actor[]): Actor[] =>
  staff.filter(
    ({ id, assignments }) =>
      isAllowed({ id, name: "", assignments: assignments.filter((one) => !one.delegated) }, APPRAISE) &&
      mayJudge(registration.workflow.context, { by: id }) &&
      holderOf(registration)?.by !== id,
  )

const APPRAISE = "registration.appraise"

/** An appraisal that is taken or given keeps who then has it, by their reference: what is logged names nobody. @throws InvalidInputError for whom it may not be given to */
export const withHolder = (
  event: RegistrationEvent,
  registration: Standing,
  staff: readonly Actor[],
): RegistrationEvent => {
  if (event.type === "appraisal.started") return { ...event, holderName: "" }
  if (event.type !== "appraisal.assigned") return event
  const person = assignableTo(registration, staff).find(({ id }) => id === event.personId)
  if (person) return { ...event, personName: "" }
  const message =
    "Không giao được cho người này: người nhận phải đang có quyền thẩm định, không phải người đề xuất và chưa giữ đăng ký này."
  throw new InvalidInputError(message, [{ field: "personId", message }])
}
