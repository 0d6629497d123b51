import { agencyNameOn } from "#models/agency/agency.ts"
import { isIssuedState, isRunning } from "#models/campaign/deadlines.ts"
import { isValidOn } from "#models/shared/dates.ts"
import { ROLE_LABELS } from "#models/shared/workflow.ts"
import type { Person } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { moversOf } from "#workflows/registration/who-may-move.ts"
import type { Effects } from "./effects.ts"
import type { OfficeData } from "./office-data.server.ts"
import { openRegistrations, registrationItem } from "./open-registrations.server.ts"

/** What people gain and lose on a day, the open work nobody could go on with, and decisions drawn for whoever leaves. */
export const peopleEffects = async (
  before: readonly Person[],
  after: readonly Person[],
  { day, office }: { day: string; office: OfficeData },
): Promise<Effects> => {
  const staffOf = (people: readonly Person[]) =>
    people.filter(({ active }) => active).map((person) => actorOn(person, day))
  const [had, have] = [staffOf(before), staffOf(after)]
  const [moversBefore, moversAfter] = [moversOf(had), moversOf(have)]
  const stranded = (await openRegistrations(office.campaigns)).filter(
    (one) => moversBefore(one).length > 0 && moversAfter(one).length === 0,
  )
  const heldBy = (people: readonly Person[]) =>
    new Set(
      people.flatMap(({ id, fullName, active, assignments }) =>
        assignments
          .filter((one) => active && isValidOn(one, day))
          .map(({ role, agencyId }) => {
            const agency = office.agencies.get(agencyId)
            return `${fullName} (${id}), ${ROLE_LABELS[role]}, ${agency ? agencyNameOn(agency, day) : agencyId}`
          }),
      ),
    )
  const [was, is] = [heldBy(before), heldBy(after)]
  const leads = (people: readonly Person[], id: string) =>
    people.some(
      (one) =>
        one.id === id &&
        one.active &&
        one.assignments.some(({ role, ...span }) => role === "LEADER" && isValidOn(span, day)),
    )
  const drawn = office.campaigns.filter((one) => {
    const { signatory, signed } = one.workflow.context
    const isWaiting = isRunning(one) && !isIssuedState(one.workflow.value) && signed === null
    return isWaiting && signatory && leads(before, signatory.personId) && !leads(after, signatory.personId)
  })
  return {
    moved: {
      registrations: stranded.map(registrationItem),
      roles: [
        ...[...is].filter((one) => !was.has(one)).map((one) => ({ text: `Nhận: ${one}` })),
        ...[...was].filter((one) => !is.has(one)).map((one) => ({ text: `Thôi: ${one}` })),
      ],
      documents: drawn.map(({ id, name }) => ({
        text: `«${name}»: quyết định đang trình người này ký phải trả lại để lập lại`,
        campaignId: id,
      })),
    },
    notes: [
      "Quyền của phiên đang làm việc đổi ngay khi thay đổi có hiệu lực, không cần đăng nhập lại.",
      ...(stranded.length > 0
        ? ["Các đăng ký ở trên không còn ai xử lý được: phân công người nhận việc trong cùng thời gian."]
        : []),
    ],
  }
}
