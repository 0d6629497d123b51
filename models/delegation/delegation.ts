import { formatDay, type IsoDay, isValidOn } from "../shared/dates.ts"
import type { Held, OnBehalfOf, Role, WorkArea, WorkflowSnapshot } from "../shared/workflow.ts"
import type { DelegationContext } from "./context.ts"
import type { DelegationState } from "./states.ts"

/** Whose work: a role at an agency. */
export type Grant = { role: Role; agencyId: string }

/** Giao thay khi vắng mặt, ủy quyền: for some days a deputy does some of an absent person's work, in that person's place. */
export type Delegation = {
  id: string
  /** Who is absent, and who does their work meanwhile. */
  principalId: string
  principalName: string
  deputyId: string
  deputyName: string
  grants: Grant[]
  /** The kinds of work; null for all that go over. */
  areas: WorkArea[] | null
  /** Both ends count. */
  from: IsoDay
  to: IsoDay
  /** Number and day of the document it rests on; empty where there is none. */
  document: string
  reason: string
  /** The title under which the deputy signs documents of the office; empty where none are signed. */
  position: string
  /** The day it was made: what it is called by where there is no document. */
  madeOn: IsoDay
  workflow: WorkflowSnapshot<DelegationState, DelegationContext>
  revision: number
}

/** What it rests on, as acts done by it say it: “Quyết định số 12/QĐ-STP”, “phân công ngày 06/03/2023”. */
export const groundInWords = ({ document, madeOn }: Pick<Delegation, "document" | "madeOn">): string =>
  document || `phân công ngày ${formatDay(madeOn)}`

/** In whose place the deputy acts by it. */
const placeOf = (delegation: Delegation): OnBehalfOf => ({
  personId: delegation.principalId,
  name: delegation.principalName,
  delegationId: delegation.id,
  ground: groundInWords(delegation),
  position: delegation.position,
})

/** Whether somebody deputises by it on a day. */
const isInForceOn = (
  { workflow, from, to }: Pick<Delegation, "workflow" | "from" | "to">,
  day: IsoDay,
): boolean => workflow.value === "agreed" && isValidOn({ validFrom: from, validTo: to }, day)

/**
 * What a deputy holds by it on a day: of what the absent person holds themself that day, what it names. Nothing is handed on: what
 * the absent person deputises for is not among it.
 * @param held the absent person's own roles of the day; none where they may not sign in any more
 */
export const heldByDeputy = (delegation: Delegation, held: readonly Held[], day: IsoDay): Held[] => {
  if (!isInForceOn(delegation, day)) return []
  const { grants, areas, to } = delegation
  return held
    .filter(
      ({ role, agencyId, delegated }) =>
        delegated === undefined &&
        role !== "LEADER" &&
        grants.some((grant) => grant.role === role && grant.agencyId === agencyId),
    )
    .map(({ role, agencyId }) => ({
      role,
      agencyId,
      delegated: { ...placeOf(delegation), areas, until: to },
    }))
}

/** How it stands on a day, as people ask for it. */
export type DelegationStanding = "WAITING" | "AHEAD" | "IN_FORCE" | "OVER" | "ENDED" | "DECLINED" | "LAPSED"

export const DELEGATION_STANDING_LABELS: Record<DelegationStanding, string> = {
  WAITING: "Chờ đồng ý",
  AHEAD: "Chưa đến ngày",
  IN_FORCE: "Đang làm thay",
  OVER: "Đã hết hạn",
  ENDED: "Kết thúc sớm",
  DECLINED: "Không nhận",
  LAPSED: "Hết hạn khi chưa ai đồng ý",
}

export const standingOn = (
  { workflow, from, to }: Pick<Delegation, "workflow" | "from" | "to">,
  day: IsoDay,
): DelegationStanding => {
  if (workflow.value === "ended") return "ENDED"
  if (workflow.value === "declined") return "DECLINED"
  const isWaiting = workflow.value !== "agreed"
  if (to < day) return isWaiting ? "LAPSED" : "OVER"
  if (isWaiting) return "WAITING"
  return from > day ? "AHEAD" : "IN_FORCE"
}
