import type { RowChange } from "#models/reference-change/reference-change.ts"
import { ROLE_LABELS, ROLES } from "#models/shared/workflow.ts"
import { findPeople, findUser, saveUsers } from "#models/user/user.repository.server.ts"
import { overlapFaults } from "../overlap-faults.ts"
import { peopleEffects } from "../people-effects.server.ts"
import { lockOutFault } from "../people-faults.ts"
import { ASSIGNMENT_KEY, assignmentRows, withAssignments } from "../people-rows.ts"
import { DAY_FIELDS, DAYS, MOST_DOCUMENTS, type ReferenceTable } from "../reference-table.ts"
import { withChange } from "../table-change.ts"

const span = ["validFrom", "validTo"] as const

/** Roles of people at agencies. Handing over: «Nối tiếp» ends one person's assignment and begins another's, in one change. */
export const assignments: ReferenceTable = {
  id: "phan-cong",
  lead: "Ai giữ vai trò nào, ở cơ quan nào, từ ngày nào đến ngày nào. Bàn giao: nối tiếp bằng dòng mới với người nhận việc.",
  fields: [
    { kind: "REFERENCE", to: "PERSON", name: "userId", label: "Người" },
    {
      kind: "CHOICE",
      name: "role",
      label: "Vai trò",
      options: ROLES.map((value) => ({ value, label: ROLE_LABELS[value] })),
    },
    { kind: "REFERENCE", to: "AGENCY", name: "agencyId", label: "Cơ quan" },
    ...DAY_FIELDS,
  ],
  key: ASSIGNMENT_KEY,
  days: DAYS,
  isLaw: false,
  isBoundByEditions: "CHANGES",
  mostRows: MOST_DOCUMENTS,
  read: async (session) => assignmentRows(await findPeople(session)),
  faults: (change, office) => {
    const after = withAssignments(office.people, change.after)
    const fault = lockOutFault([...office.people.values()], after, office.today)
    const [first] = change.rows
    return [
      ...change.rows.flatMap(({ key, before, after: row }) => {
        const person = row && !before ? office.people.get(String(row.userId)) : undefined
        return person && !person.active
          ? [{ key, field: "userId", message: `${person.fullName} đã ngừng sử dụng hệ thống.` }]
          : []
      }),
      ...overlapFaults(change, {
        span,
        same: (one, other) =>
          one.userId === other.userId && one.role === other.role && one.agencyId === other.agencyId,
        message: () => "Người này đã giữ vai trò này ở cơ quan này trong cùng thời gian",
      }),
      ...overlapFaults(change, {
        span,
        same: (one, other) => one.userId === other.userId && one.agencyId !== other.agencyId,
        message: (other) =>
          `Người này đang được phân công ở cơ quan khác («${other.agencyId}») trong cùng thời gian`,
      }),
      ...(fault && first ? [{ key: first.key, field: "validTo", message: fault }] : []),
    ]
  },
  effects: ({ before, after, effectiveFrom }, office) =>
    peopleEffects(withAssignments(office.people, before), withAssignments(office.people, after), {
      day: [effectiveFrom, office.today].sort().at(-1) ?? office.today,
      office,
    }),
  async write(rows, session) {
    const byUser = Map.groupBy(rows, (row) => String((row.after ?? row.before)?.userId))
    for (const [userId, own] of byUser) {
      const user = await findUser(userId, session)
      if (!user) throw new Error("the people of a change were asked for before it was written")
      const kept = withChange({ key: ASSIGNMENT_KEY }, assignmentRows([{ ...user }]), own as RowChange[])
      const [changed] = withAssignments(new Map([[userId, user]]), kept)
      await saveUsers([{ ...user, assignments: changed?.assignments ?? [] }], session)
    }
    return undefined
  },
}
