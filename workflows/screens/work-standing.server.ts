import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { closeCollection } from "#workflows/campaign/steps/close-collection.server.ts"
import { whyNotTake } from "#workflows/campaign/why-not-take.ts"
import { isAllowed, waysToAct } from "#workflows/permissions.ts"
import { isAtWork } from "#workflows/registration/campaign-takes.server.ts"

/** `states`, `agencies`: which they are, for the list and for who has them. */
export type Waiting = {
  what: string
  count: number
  states: readonly RegistrationState[]
  /** Whose: one unit's, or null where it is several. */
  agencyId: string | null
  role: Role
}

/** How a review stands for one person beside what they are to do themself. */
export type WorkStanding = {
  /** Why the collection may be locked now, for whom that waits; null for everybody else, and before its time. */
  lockable: string | null
  /** What of theirs others have now, in words with its number. */
  waiting: Waiting[]
  /** What was left when the list was closed, and what can still be done; null when nothing was. */
  leftBehind: string | null
}

const WITH_UNITS: readonly RegistrationState[] = ["drafting", "returned", "awaitingUnitHead"]
const WITH_HEAD: readonly RegistrationState[] = ["awaitingUnitHead"]
const IN_HAND: readonly RegistrationState[] = ["drafting", "returned"]
const WITH_OFFICE: readonly RegistrationState[] = ["registered", "underAppraisal", "consulting", "appraised"]

/** @param registerBy the last day of registering, as the ledger has it */
export const standingFor = async (
  campaign: ReviewCampaign,
  actor: Actor,
  { registerBy, today, at }: { registerBy: IsoDay; today: IsoDay; at: Date },
): Promise<WorkStanding> => {
  const counts = await countRegistrations(campaign.id)
  const isOffice = isAllowed(actor, "registration.appraise") || isAllowed(actor, "campaign.run")
  const own = isOffice
    ? counts
    : counts.filter(({ agencyId }) => isAllowed(actor, "registration.view", agencyId))
  const agencies = new Set(own.map(({ agencyId }) => agencyId))
  const sum = (rows: typeof counts, states: readonly string[]) =>
    rows.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0)
  const units = sum(own, WITH_UNITS)
  const { value } = campaign.workflow
  if (!isAtWork(value))
    return { lockable: null, waiting: [], leftBehind: leftBehindOf(units + sum(own, WITH_OFFICE), value) }
  const mayLock = waysToAct(actor, closeCollection.permission).some(
    (way) => whyNotTake(closeCollection, campaign, way, at) === null,
  )
  return {
    lockable: mayLock ? whyLock(sum(counts, WITH_UNITS), registerBy, today) : null,
    waiting: isOffice
      ? present([["Các đơn vị đang soạn, chờ ký duyệt", units, WITH_UNITS, "SPECIALIST"]], null)
      : present(
          [
            proposes(actor)
              ? ["Chờ lãnh đạo đơn vị ký duyệt", sum(own, WITH_HEAD), WITH_HEAD, "UNIT_HEAD"]
              : ["Chuyên viên đơn vị đang soạn, sửa", sum(own, IN_HAND), IN_HAND, "SPECIALIST"],
            ["Văn phòng UBND cấp tỉnh đang thẩm định", sum(own, WITH_OFFICE), WITH_OFFICE, "REVIEWER"],
          ],
          agencies.size === 1 ? ([...agencies][0] ?? null) : null,
        ),
    leftBehind: null,
  }
}

const proposes = (actor: Actor): boolean =>
  actor.assignments.some(({ agencyId }) => isAllowed(actor, "registration.propose", agencyId))

const present = (
  all: readonly (readonly [string, number, readonly RegistrationState[], Role])[],
  agencyId: string | null,
): Waiting[] =>
  all
    .filter(([, count]) => count > 0)
    .map(([what, count, states, role]) => ({ what, count, states, role, agencyId }))

/** Locking waits for somebody once nothing is missing, or the day is past. */
const whyLock = (open: number, registerBy: IsoDay, today: IsoDay): string | null => {
  if (open === 0) return "Mọi đơn vị đã đăng ký xong."
  return today > registerBy
    ? `Đã qua hạn đăng ký ${formatDay(registerBy)}; còn ${formatNumber(open)} dịch vụ ở các đơn vị.`
    : null
}

const ENDED: readonly string[] = ["issued", "published", "archived", "recalled", "stopped"]

const leftBehindOf = (count: number, state: string): string | null => {
  if (count === 0) return null
  const what = `${formatNumber(count)} dịch vụ không vào danh mục khi chốt`
  return ENDED.includes(state)
    ? `${what}. Đợt này đã kết thúc với chúng; đưa vào đợt điều chỉnh hoặc đợt rà soát sau.`
    : `${what}; đăng ký đang đứng yên. Nếu danh mục được trả lại để hoàn thiện thì làm tiếp được; nếu không, đưa vào đợt điều chỉnh.`
}
