import { findRemarkPage } from "#models/public-remark/public-remark.repository.server.ts"
import type { PublicRemark, RemarkState } from "#models/public-remark/public-remark.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"

export const REMARKS_PER_PAGE = 20

/** The remarks this person may answer, one state at a time: of their units, or of all. */
export const listRemarks = (
  actor: Actor,
  query: { state: RemarkState; page: number },
): Promise<{ remarks: PublicRemark[]; total: number }> =>
  findRemarkPage(
    {
      state: query.state,
      agencyIds: isAllowed(actor, "remark.answerAny")
        ? null
        : actor.assignments
            .map(({ agencyId }) => agencyId)
            .filter((id) => isAllowed(actor, "remark.answer", id)),
    },
    { number: query.page, size: REMARKS_PER_PAGE },
  )
