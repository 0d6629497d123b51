import type { Delegation, Grant } from "#models/delegation/delegation.ts"
import { addDays, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { ROLE_LABELS, type WorkArea } from "#models/shared/workflow.ts"
import type { Person } from "#models/user/user.repository.server.ts"

/** What somebody asks for. */
export type DelegationDraft = {
  principalId: string
  deputyId: string
  grants: readonly Grant[]
  areas: readonly WorkArea[] | null
  from: IsoDay
  to: IsoDay
  document: string
  reason: string
  position: string
}

/** Whose days they are: the two people, who else is away, and today. */
type Among = {
  principal: Person | undefined
  deputy: Person | undefined
  others: readonly Delegation[]
  today: IsoDay
}

export type DelegationFault = { field: keyof DelegationDraft; message: string }

/** Longest absence one delegation may be for, days; another position for longer is an assignment. */
const LONGEST = 184

/** Why it cannot be so, field by field; empty where it can. A delegation is for a limited time and goes no further (NĐ 30/2020 Điều 13(3)). */
export const delegationFaults = (draft: DelegationDraft, among: Among): DelegationFault[] => [
  ...dayFaults(draft, among),
  ...peopleFaults(draft, among),
  ...grantFaults(draft, among),
  ...(draft.reason.trim().length < 5
    ? [{ field: "reason" as const, message: "Ghi rõ lý do vắng mặt (ít nhất 5 ký tự)." }]
    : []),
]

function dayFaults({ from, to }: DelegationDraft, { today }: Among): DelegationFault[] {
  if (to < from) return [{ field: "to", message: "Ngày cuối phải từ ngày đầu trở đi." }]
  if (to < today) return [{ field: "to", message: `Ngày cuối phải từ hôm nay (${formatDay(today)}) trở đi.` }]
  if (to > addDays(from, LONGEST - 1))
    return [
      {
        field: "to",
        message: `Mỗi lần làm thay dài nhất ${LONGEST} ngày (đến ${formatDay(addDays(from, LONGEST - 1))}). Vắng lâu hơn thì quản trị phân công người khác giữ vai trò.`,
      },
    ]
  return []
}

function peopleFaults(draft: DelegationDraft, { principal, deputy, others }: Among): DelegationFault[] {
  if (!principal?.active)
    return [{ field: "principalId", message: "Chọn người vắng mặt đang được sử dụng hệ thống." }]
  if (!deputy?.active)
    return [{ field: "deputyId", message: "Chọn người làm thay đang được sử dụng hệ thống." }]
  if (principal.id === deputy.id)
    return [{ field: "deputyId", message: "Không tự làm thay chính mình. Chọn người khác." }]
  const away = others.find(
    (one) => one.principalId === deputy.id && isOpen(one) && one.from <= draft.to && draft.from <= one.to,
  )
  if (away)
    return [
      {
        field: "deputyId",
        message: `${deputy.fullName} cũng vắng từ ${formatDay(away.from)} đến ${formatDay(away.to)}. Chọn người khác hoặc ngày khác.`,
      },
    ]
  const deputising = others.find(
    (one) => one.deputyId === principal.id && isOpen(one) && one.from <= draft.to && draft.from <= one.to,
  )
  return deputising
    ? [
        {
          field: "principalId",
          message: `${principal.fullName} đang nhận làm thay ${deputising.principalName} từ ${formatDay(deputising.from)} đến ${formatDay(deputising.to)}, việc đó không giao tiếp được. Kết thúc việc đó hoặc chọn ngày khác.`,
        },
      ]
    : []
}

const isOpen = ({ workflow }: Delegation): boolean =>
  workflow.value === "agreed" || workflow.value === "proposed"

function grantFaults(draft: DelegationDraft, { principal, deputy }: Among): DelegationFault[] {
  const { grants, from, to } = draft
  if (grants.length === 0) return [{ field: "grants", message: "Chọn ít nhất một việc để giao." }]
  if (!principal || !deputy) return []
  const holds = (person: Person, agencyId: string, role?: string) =>
    person.assignments.some(
      (one) =>
        one.agencyId === agencyId &&
        (role === undefined || one.role === role) &&
        one.validFrom <= to &&
        (one.validTo === null || one.validTo >= from),
    )
  const wrong = (message: string): DelegationFault => ({ field: "grants", message })
  return grants.flatMap(({ role, agencyId }) => {
    if (role === "LEADER")
      return [
        wrong(
          "Thẩm quyền ký của lãnh đạo không giao ở đây: quản trị ghi thẩm quyền KT., TUQ. kèm căn cứ ở «Thẩm quyền ký», người thứ hai xác nhận.",
        ),
      ]
    if (!holds(principal, agencyId, role))
      return [wrong(`${principal.fullName} không giữ vai trò «${ROLE_LABELS[role]}» trong những ngày này.`)]
    if (!holds(deputy, agencyId))
      return [
        {
          field: "deputyId",
          message: `${deputy.fullName} không làm việc ở cùng đơn vị trong những ngày này. Chọn người cùng đơn vị.`,
        },
      ]
    return []
  })
}
