/** A machine's state as it is stored: enough to restore it, and to know which version of the chart wrote it. */
export type WorkflowSnapshot<
  State extends string = string,
  Context extends object = Record<string, unknown>,
> = {
  machine: string
  machineVersion: number
  value: State
  context: Context
}

/** Every event carries who and when, and in whose place; machines know neither clock nor identity. */
export type Stamped<Event> = Event & { by: string; at: string; onBehalfOf?: string }

/** Both whom four eyes ask about: who does it, and in whose place. */
export const personsBehind = ({ by, onBehalfOf }: { by: string; onBehalfOf?: string }): string[] =>
  onBehalfOf === undefined ? [by] : [by, onBehalfOf]

/** Whether an act is neither one of these people's nor done in the place of one. */
export const isNoneOf = (people: readonly string[], event: { by: string; onBehalfOf?: string }): boolean =>
  !personsBehind(event).some((id) => people.includes(id))

/** Whether one person stands behind both acts, in their own right or another's place. */
export const isSamePerson = (
  before: { by: string; onBehalfOf?: string } | null,
  event: { by: string; onBehalfOf?: string },
): boolean => before !== null && !isNoneOf(personsBehind(before), event)

/** The people behind an act who are not among these yet, put beside them. */
export const withPersonsBehind = (
  known: readonly string[],
  event: { by: string; onBehalfOf?: string },
): string[] => [...new Set([...known, ...personsBehind(event)])]

/** In whose place somebody acts, and on what ground; `position`: the title under which they sign documents, empty for none. */
export type OnBehalfOf = {
  personId: string
  name: string
  delegationId: string
  ground: string
  position: string
}

/** A role held at an agency on the day; `delegated`: of an absent person, for the kinds of work named (null: all), until then. */
export type Held = {
  role: Role
  agencyId: string
  delegated?: OnBehalfOf & { areas: readonly WorkArea[] | null; until: string }
}

/** Who acts, with what they may do on that day; `onBehalfOf` once it is settled in whose place they do it. */
export type Actor = {
  id: string
  name: string
  assignments: Held[]
  onBehalfOf?: OnBehalfOf
}

/** Somebody about to act, as far as four eyes ask. */
export type Doer = { id: string; onBehalfOf?: Pick<OnBehalfOf, "personId"> }

/** How an event names its doer. */
export const asStamp = ({ id, onBehalfOf }: Doer): { by: string; onBehalfOf?: string } => ({
  by: id,
  ...(onBehalfOf ? { onBehalfOf: onBehalfOf.personId } : {}),
})

/** The doer an event names. */
export const doerOf = ({ by, onBehalfOf }: { by: string; onBehalfOf?: string }): Doer => ({
  id: by,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf: { personId: onBehalfOf } }),
})

/** Who did it, as documents and histories say it: “Nguyễn Văn A, thay Trần Thị B theo …”. */
export const actorInWords = ({ name, onBehalfOf }: Pick<Actor, "name" | "onBehalfOf">): string =>
  onBehalfOf ? `${name}, thay ${onBehalfOf.name} theo ${onBehalfOf.ground}` : name

/** Kinds of work that can be handed to a deputy on their own. */
export const WORK_AREAS = [
  "REGISTRATION",
  "EDITION",
  "REGISTER",
  "DEADLINE",
  "PLAN",
  "ADMINISTRATION",
] as const
export type WorkArea = (typeof WORK_AREAS)[number]

export const WORK_AREA_LABELS: Record<WorkArea, string> = {
  REGISTRATION: "Đăng ký mức độ, thẩm định, phê duyệt",
  EDITION: "Đợt rà soát, danh mục, văn bản",
  REGISTER: "Sổ thủ tục, đối chiếu, gửi các cổng",
  DEADLINE: "Thời hạn",
  PLAN: "Kế hoạch, nhiệm vụ của kế hoạch",
  ADMINISTRATION: "Quản trị, bộ quy định, sắp xếp đơn vị",
}

export const ROLES = [
  "SPECIALIST",
  "UNIT_HEAD",
  "REVIEWER",
  "CHIEF_OF_OFFICE",
  "LEADER",
  "RECORDS_CLERK",
  "COORDINATOR",
  "ADMIN",
] as const
export type Role = (typeof ROLES)[number]

export const ROLE_LABELS: Record<Role, string> = {
  SPECIALIST: "Chuyên viên",
  UNIT_HEAD: "Lãnh đạo đơn vị",
  REVIEWER: "Chuyên viên thẩm định (Văn phòng UBND cấp tỉnh)",
  CHIEF_OF_OFFICE: "Chánh Văn phòng UBND cấp tỉnh",
  LEADER: "Lãnh đạo UBND cấp tỉnh",
  RECORDS_CLERK: "Văn thư",
  COORDINATOR: "Đầu mối điều phối kế hoạch",
  ADMIN: "Quản trị hệ thống",
}
