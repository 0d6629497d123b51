import type { Row } from "#models/reference-change/reference-change.ts"
import type { Person } from "#models/user/user.repository.server.ts"
import type { Assignment } from "#models/user/user.ts"

export const ASSIGNMENT_KEY = ["userId", "role", "agencyId", "validFrom"]

export const personRow = ({ id, fullName, active, passwordIssue, signOnId }: Person): Row => ({
  id,
  fullName,
  active,
  passwordIssue: passwordIssue ?? 1,
  // Absent where there is none, as in rows kept before there was the column.
  ...(signOnId ? { signOnId } : {}),
})

export const assignmentRows = (people: readonly Person[]): Row[] =>
  people.flatMap(({ id, assignments }) =>
    assignments.map(({ role, agencyId, validFrom, validTo }) => ({
      userId: id,
      role,
      agencyId,
      validFrom,
      validTo,
    })),
  )

/** People as a table of people has them; what it does not hold of somebody stays. */
export const withPeople = (people: ReadonlyMap<string, Person>, rows: readonly Row[]): Person[] =>
  rows.map((row) => ({
    id: String(row.id),
    fullName: String(row.fullName),
    active: row.active === true,
    assignments: people.get(String(row.id))?.assignments ?? [],
    passwordIssue: Number(row.passwordIssue),
    signOnId: row.signOnId ? String(row.signOnId) : null,
  }))

/** People with the assignments a table of assignments has. */
export const withAssignments = (people: ReadonlyMap<string, Person>, rows: readonly Row[]): Person[] => {
  const byUser = Map.groupBy(rows, ({ userId }) => String(userId))
  return [...people.values()].map((person) => ({
    ...person,
    assignments: (byUser.get(person.id) ?? []).map(({ userId: _, ...one }) => one as unknown as Assignment),
  }))
}
