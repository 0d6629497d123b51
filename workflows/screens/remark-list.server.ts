import { findRemarkPage } from "#models/public-remark/public-remark.repository.server.ts"
import type { PublicRemark, RemarkState } from "#models/public-remark/public-remark.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { agencyNames, type RegistrationListDependencies } from "./registration-list.server.ts"

export const REMARKS_PER_PAGE = 20

/** `text`: of the name or code of the procedure, or the number of the remark; `agency`: one of the units this person answers for. */
export type RemarkQuery = { state: RemarkState; text: string; agency: string; page: number }

export type RemarkList = {
  remarks: PublicRemark[]
  total: number
  /** The units whose remarks this person may answer, by name, where they are more than one. */
  agencies: { id: string; name: string }[]
}

/** The remarks this person may answer, one state at a time: of their units, or of all. */
export const listRemarks = async (
  d: RegistrationListDependencies,
  actor: Actor,
  { state, text, agency, page }: RemarkQuery,
): Promise<RemarkList> => {
  const own = isAllowed(actor, "remark.answerAny")
    ? null
    : actor.assignments.map(({ agencyId }) => agencyId).filter((id) => isAllowed(actor, "remark.answer", id))
  const names = await agencyNames(d)
  const agencies = [...names]
    .map(([id, name]) => ({ id, name }))
    .filter(({ id }) => own === null || own.includes(id))
    .sort((a, b) => compareVietnamese(a.name, b.name))
  const asked = agencies.some(({ id }) => id === agency) ? [agency] : own
  return {
    ...(await findRemarkPage(
      { state, text: text.trim(), agencyIds: asked },
      { number: page, size: REMARKS_PER_PAGE },
    )),
    agencies: agencies.length > 1 ? agencies : [],
  }
}
