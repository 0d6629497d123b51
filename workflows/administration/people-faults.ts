import { addDays, formatDay, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import type { Person } from "#models/user/user.repository.server.ts"

/** Whether two different people can draft and confirm on a day: without them nobody can mend the office data any more. */
const isLockedOut = (people: readonly Person[], day: IsoDay): boolean => {
  const holding = (roles: readonly string[]) =>
    people
      .filter(
        ({ active, assignments }) =>
          active && assignments.some((one) => roles.includes(one.role) && isValidOn(one, day)),
      )
      .map(({ id }) => id)
  const drafters = holding(["ADMIN"])
  const confirmers = holding(["ADMIN", "CHIEF_OF_OFFICE"])
  return !drafters.some((one) => confirmers.some((other) => other !== one))
}

const hasAdmin = (people: readonly Person[], day: IsoDay): boolean =>
  people.some(
    ({ active, assignments }) =>
      active && assignments.some((one) => one.role === "ADMIN" && isValidOn(one, day)),
  )

/**
 * Why a change of people would lock the office out, on any day from today on; null where it does not, or where it is no worse
 * than before.
 */
export const lockOutFault = (
  before: readonly Person[],
  after: readonly Person[],
  today: IsoDay,
): string | null => {
  for (const day of turningDays([...before, ...after], today)) {
    if (hasAdmin(before, day) && !hasAdmin(after, day))
      return `Từ ngày ${formatDay(day)} không còn ai giữ vai trò Quản trị hệ thống. Phân công người khác trước.`
    if (!isLockedOut(before, day) && isLockedOut(after, day))
      return `Từ ngày ${formatDay(day)} chỉ còn một người soạn và xác nhận được dữ liệu nền. Phân công người thứ hai trước.`
  }
  return null
}

/** Days on which who holds what may differ: today, and the days on which assignments begin or have ended. */
const turningDays = (people: readonly Person[], today: IsoDay): IsoDay[] => {
  const days = people.flatMap(({ assignments }) =>
    assignments.flatMap(({ validFrom, validTo }) => [validFrom, ...(validTo ? [addDays(validTo, 1)] : [])]),
  )
  return [...new Set([today, ...days.filter((day) => day > today)])].sort()
}
