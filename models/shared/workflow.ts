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

/** Every event carries who and when; machines know neither clock nor identity. */
export type Stamped<Event> = Event & { by: string; at: string }

/** Who acts, with what they may do on that day. */
export type Actor = {
  id: string
  name: string
  assignments: { role: Role; agencyId: string }[]
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
