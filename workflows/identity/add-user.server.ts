import { randomBytes } from "node:crypto"
import type { ClientSession } from "mongoose"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { addDays, dayOf, formatDay, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { normaliseText } from "#models/shared/text.ts"
import { ROLE_LABELS, ROLES, type Role } from "#models/shared/workflow.ts"
import { findUser, saveUsers } from "#models/user/user.repository.server.ts"
import type { Assignment, User } from "#models/user/user.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { hashPassword } from "./password.server.ts"

export type AddUser = {
  id: string
  /** Needed for a new user; of a known one it must be the name on record. */
  fullName?: string | undefined
  role: string
  agencyId: string
  /** Today where omitted. */
  from?: string | undefined
  /** Last day; open where omitted. */
  to?: string | undefined
  /** Who adds: the command, since no screen does. */
  by: string
  /** A new user's own choice; a random one where omitted. */
  password?: string | undefined
  /** Until when a new user's password only opens the page that changes it; it is theirs where omitted. */
  oneTimeUntil?: Date | undefined
}

/** A random password, 120 bits in 20 letters. */
export const newPassword = (): string => randomBytes(15).toString("base64url")

const USER_NAME = /^[a-z0-9]+(?:[.-][a-z0-9]+)*$/

/**
 * Adds a user with a first assignment, or an assignment to a known user, and notes it in the log.
 * @returns the new user's random password in the clear, kept nowhere; null for a known user, who keeps theirs
 * @throws InvalidInputError with one issue per bad field; RuleBrokenError when the user may not be given the assignment
 */
export const addUser = async (
  d: OfficeDependencies,
  input: AddUser,
): Promise<{ user: User; password: string | null }> => {
  const at = d.clock.now()
  const id = input.id.trim().toLowerCase()
  const assignment = await checkedAssignment(id, input, dayOf(at))
  const fullName = normaliseText(input.fullName ?? "")
  const password = input.password ?? newPassword()
  const passwordHash = await hashPassword(password)
  return d.store.inTransaction(async (session) => {
    const known = await findUser(id, session)
    const user = known
      ? withAssignment(known, fullName, assignment)
      : aNewUser({ id, fullName, passwordHash, oneTimeUntil: input.oneTimeUntil ?? null }, assignment)
    await saveUsers([user], session)
    await noteAdded(user, assignment, { at, by: input.by, isNew: !known }, session)
    return { user, password: known ? null : password }
  })
}

async function checkedAssignment(id: string, input: AddUser, today: IsoDay): Promise<Assignment> {
  const { agencyId, from: validFrom = today, to: validTo = null } = input
  const issues: { field: string; message: string }[] = []
  const refuse = (field: string, message: string) => issues.push({ field, message })
  if (!USER_NAME.test(id))
    refuse(
      "id",
      `Tên đăng nhập «${input.id}» chỉ được gồm chữ thường không dấu, chữ số, dấu chấm và gạch nối.`,
    )
  const role = ROLES.find((one) => one === input.role)
  if (!role) refuse("role", `Không có vai trò «${input.role}». Chọn một trong: ${rolesInWords()}.`)
  for (const [field, day] of [
    ["from", validFrom],
    ["to", validTo],
  ] as const)
    if (day !== null && !isDay(day))
      refuse(field, `Ngày «${day}» không có thật. Viết theo dạng NĂM-THÁNG-NGÀY, ví dụ 2026-03-02.`)
  if (validTo !== null && validTo < validFrom) refuse("to", "Ngày kết thúc không được trước ngày bắt đầu.")
  const agencies = await findAgencies()
  if (agencies.length === 0)
    throw new RuleBrokenError(
      "Kho dữ liệu chưa có danh mục cơ quan, đơn vị. Hãy thiết lập tỉnh, thành phố («npm run setup» hoặc trên màn hình khi khởi động lần đầu); để tập huấn, hãy khởi động hệ thống một lần.",
    )
  const agency = agencies.find((one) => one.id === agencyId)
  if (!agency)
    refuse(
      "agency",
      `Không có cơ quan «${agencyId}» trong danh mục cơ quan, đơn vị. Kiểm tra lại mã cơ quan.`,
    )
  else if (isDay(validFrom) && !isValidOn(agency, validFrom))
    refuse(
      "agency",
      `Cơ quan «${agencyId}» không hoạt động vào ngày ${formatDay(validFrom)}.${agency.successorIds.length > 0 ? ` Cơ quan kế thừa: ${agency.successorIds.join(", ")}.` : ""}`,
    )
  if (!role || issues.length > 0)
    throw new InvalidInputError(issues.map(({ message }) => message).join("\n"), issues)
  return { role, agencyId, validFrom, validTo }
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && addDays(text, 0) === text

const rolesInWords = (): string => ROLES.map((role: Role) => `${role} (${ROLE_LABELS[role]})`).join(", ")

function aNewUser(
  user: Pick<User, "id" | "fullName" | "passwordHash" | "oneTimeUntil">,
  assignment: Assignment,
): User {
  if (!user.fullName)
    throw new InvalidInputError(`Chưa có người dùng «${user.id}»: cần họ tên (--name) để thêm mới.`, [
      { field: "name", message: "Cần họ tên." },
    ])
  return { ...user, assignments: [assignment], active: true, trainingPassword: null }
}

function withAssignment(user: User, fullName: string, assignment: Assignment): User {
  if (fullName && fullName !== user.fullName)
    throw new RuleBrokenError(
      `Tên đăng nhập «${user.id}» đã là của ${user.fullName}. Chọn tên đăng nhập khác cho ${fullName}.`,
    )
  if (user.trainingPassword !== null)
    throw new RuleBrokenError(`«${user.id}» là người dùng tập huấn. Chọn tên đăng nhập khác.`)
  if (!user.active) throw new RuleBrokenError(`Người dùng «${user.id}» đã ngừng sử dụng.`)
  if (user.assignments.some((held) => overlaps(held, assignment)))
    throw new RuleBrokenError(
      `${user.fullName} đã giữ vai trò «${ROLE_LABELS[assignment.role]}» tại «${assignment.agencyId}» trong thời gian này.`,
    )
  return { ...user, assignments: [...user.assignments, assignment] }
}

const overlaps = (a: Assignment, b: Assignment): boolean =>
  a.role === b.role &&
  a.agencyId === b.agencyId &&
  (a.validTo === null || b.validFrom <= a.validTo) &&
  (b.validTo === null || a.validFrom <= b.validTo)

const noteAdded = (
  user: User,
  assignment: Assignment,
  { at, by, isNew }: { at: Date; by: string; isNew: boolean },
  session: ClientSession,
): Promise<void> => {
  const { role, agencyId, validFrom, validTo } = assignment
  const event = {
    subject: { kind: "user", id: user.id },
    type: "user.added",
    payload: { role, agencyId, validFrom, validTo, isNew },
  } as const
  return appendAuditEntries([auditDraft(event, { id: by, name: by }, at)], session)
}
