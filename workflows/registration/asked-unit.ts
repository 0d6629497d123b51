import type { Agency } from "#models/agency/agency.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Registration } from "#models/registration/registration.ts"
import { type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { type Permission, waysToAct } from "#workflows/permissions.ts"
import type { RegistrationStep } from "./registration-step.ts"

type Standing = Pick<Registration, "agencyId" | "workflow">

/** Before units were named in a request it was the digital agency that was asked. */
const UNNAMED: Permission = {
  action: "registration.giveOpinion",
  label: "Trả lời ý kiến",
  roles: ["COORDINATOR"],
  scope: "ANY_AGENCY",
}

/** As whom a person may take a step: bound to the unit whose registration it is, or where a unit is asked, to that one alone. */
export const waysToStep = (step: RegistrationStep, registration: Standing, actor: Actor): Actor[] =>
  step.isAskedUnits
    ? waysToAnswer(registration, actor)
    : waysToAct(actor, step.permission, registration.agencyId)

/** As whom a person may answer what a unit is, or was last, asked about a registration. */
export const waysToAnswer = ({ workflow }: Standing, actor: Actor): Actor[] => {
  const { consultation } = workflow.context
  if (!consultation) return []
  const { agencyId } = consultation
  if (agencyId === undefined) return waysToAct(actor, UNNAMED)
  return [
    ...waysToAct(actor, "registration.giveOpinion", agencyId),
    ...waysToAct(actor, "registration.giveUnitOpinion", agencyId),
  ]
}

/** Units of a day that may be asked about a registration: any but the one whose it is. */
export const askableUnits = (
  { agencyId }: Pick<Standing, "agencyId">,
  agencies: readonly Agency[],
  day: IsoDay,
): { id: string; name: string }[] =>
  agencies
    .filter((agency) => agency.id !== agencyId && isValidOn(agency, day))
    .map((agency) => ({ id: agency.id, name: agencyNameOn(agency, day) }))
    .sort((a, b) => a.name.localeCompare(b.name, "vi"))

/** What is asked keeps which unit by name. @throws InvalidInputError for one that may not be asked */
export const withAskedUnit = (
  event: RegistrationEvent,
  registration: Standing,
  agencies: readonly Agency[],
  day: IsoDay,
): RegistrationEvent => {
  if (event.type !== "consultation.requested" || event.agencyId === undefined) return event
  const unit = askableUnits(registration, agencies, day).find(({ id }) => id === event.agencyId)
  if (unit) return { ...event, agencyName: unit.name }
  const message = "Không lấy ý kiến đơn vị này được: hãy chọn đơn vị đang hoạt động, khác đơn vị đăng ký."
  throw new InvalidInputError(message, [{ field: "agencyId", message }])
}
