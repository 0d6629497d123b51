import type { Actor, Role } from "#models/shared/workflow.ts"
import { COMMITTEE_ID } from "#workflows/setup/province-directory.ts"

/** The people of one campaign: per agency who proposes and signs off, at the centre who appraises, signs, numbers. */
export type OfficeStaff = {
  specialistOf(agencyId: string): Actor
  headOf(agencyId: string): Actor
  reviewer: Actor
  chief: Actor
  clerk: Actor
  leader: Actor
}

/** Staff for a headless year: one person per role and agency, named for what they are unless documents print the name. */
export const rehearsalStaff = (
  officeId: string,
  leader: { personId: string; fullName: string },
): OfficeStaff => {
  const person = (id: string, name: string, role: Role, agencyId: string): Actor => ({
    id,
    name,
    assignments: [{ role, agencyId }],
  })
  return {
    specialistOf: (agencyId) =>
      person(`chuyenvien.${agencyId}`, `Chuyên viên ${agencyId}`, "SPECIALIST", agencyId),
    headOf: (agencyId) => person(`lanhdao.${agencyId}`, `Lãnh đạo ${agencyId}`, "UNIT_HEAD", agencyId),
    reviewer: person("thamdinh", "Chuyên viên thẩm định", "REVIEWER", officeId),
    chief: person("chanhvanphong", "Vũ Thành Nhân", "CHIEF_OF_OFFICE", officeId),
    clerk: person("vanthu", "Văn thư", "RECORDS_CLERK", officeId),
    leader: person(leader.personId, leader.fullName, "LEADER", COMMITTEE_ID),
  }
}
