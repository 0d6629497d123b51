import { findUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { ONE_TIME_MS } from "#models/user/user.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { addUser } from "#workflows/identity/add-user.server.ts"
import { isAllowed, waysToAct } from "#workflows/permissions.ts"
import type { Secret } from "./reference-table.ts"

/** Whether nobody but this person could confirm what they draft, as in an office just set up. */
export const isAlone = async (d: Pick<OfficeDependencies, "clock">, actor: Actor): Promise<boolean> => {
  if (!isAllowed(actor, "administration.draft")) return false
  const staff = await staffOn(dayOf(d.clock.now()))
  return !staff.some(
    (person) =>
      person.id !== actor.id &&
      waysToAct(person, "administration.confirm").some(({ onBehalfOf }) => onBehalfOf?.personId !== actor.id),
  )
}

/**
 * Adds the chief of office to an office whose administrator is alone: the one act of administration without a second person, since
 * there is none; it stands in the log under who did it.
 * @returns the password that is told this once
 * @throws ForbiddenError, RuleBrokenError once somebody else can confirm, InvalidInputError with one issue per bad field
 */
export const addSecondPerson = async (
  d: OfficeDependencies,
  input: { id: string; fullName: string; actor: Actor },
): Promise<Secret> => {
  const { actor, id, fullName } = input
  await authorise(d, actor, "administration.draft", { kind: "referenceChange", id: "*" })
  if (!(await isAlone(d, actor)))
    throw new RuleBrokenError(
      "Văn phòng đã có người thứ hai xác nhận được. Thêm người ở bảng «Người sử dụng», rồi trình người ấy xác nhận.",
    )
  const directory = await findUnitDirectory()
  const { user, password } = await addUser(d, {
    id,
    fullName,
    role: "CHIEF_OF_OFFICE",
    agencyId: directory?.provincialOfficeId ?? "",
    by: actor.id,
    oneTimeUntil: new Date(d.clock.now().getTime() + ONE_TIME_MS),
  })
  return { userId: user.id, fullName: user.fullName, password: password ?? "" }
}
