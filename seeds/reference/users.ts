/**
 * People of training mode: every name is made up, and none may sign in where training mode is off. One specialist and one head
 * for every agency that proposes, and the people of the provincial office and the committee by their roles.
 */
import type { Signatory } from "#models/official-document/official-document.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Role } from "#models/shared/workflow.ts"
import type { Assignment } from "#models/user/user.ts"
import { DEPARTMENTS_MERGED_AFTER, DEPARTMENTS_MERGED_FROM, PROVINCE_ENDED } from "./agency-builders.ts"
import { madeUpName, PROPOSING_AGENCIES, type ProposingAgency } from "./people.ts"

export type TrainingUser = {
  /** User name: `chuyenvien.tuphap`. */
  id: string
  fullName: string
  assignments: Assignment[]
  training: true
}

/** Start of regime A: nobody needs to sign in before. */
const SINCE: IsoDay = "2022-08-15"
const OFFICE = "van-phong-ubnd-tinh"

const aUser = (id: string, fullName: string, ...assignments: Assignment[]): TrainingUser => ({
  id,
  fullName,
  assignments,
  training: true,
})

const holds = (
  role: Role,
  agencyId: string,
  validTo: IsoDay | null = PROVINCE_ENDED,
  validFrom: IsoDay = SINCE,
): Assignment => ({ role, agencyId, validFrom, validTo })

const peopleOf = ({ agency, ending }: ProposingAgency, index: number): TrainingUser[] => [
  aUser(
    `chuyenvien.${ending}`,
    madeUpName(2 * index),
    holds("SPECIALIST", agency.id, agency.validTo ?? PROVINCE_ENDED),
  ),
  aUser(
    `lanhdao.${ending}`,
    madeUpName(2 * index + 1),
    holds("UNIT_HEAD", agency.id, agency.validTo ?? PROVINCE_ENDED),
  ),
]

const OFFICE_AND_COMMITTEE: TrainingUser[] = [
  aUser("thamdinh.thu", "Trương Minh Thư", holds("REVIEWER", OFFICE)),
  aUser("thamdinh.son", "Lý Hoài Sơn", holds("REVIEWER", OFFICE)),
  aUser("chanhvanphong", "Vũ Thành Nhân", holds("CHIEF_OF_OFFICE", OFFICE)),
  aUser("vanthu", "Hồ Diễm My", holds("RECORDS_CLERK", OFFICE)),
  aUser("chutich", "Phan Trọng Khải", holds("LEADER", "ubnd-tinh")),
  aUser("phochutich", "Đinh Thị Bích Vân", holds("LEADER", "ubnd-tinh")),
  // The digital agency's functions moved with the merger of 2025, and its coordinator with them.
  aUser(
    "dieuphoi",
    "Cao Nhật Duy",
    holds("COORDINATOR", "so-thong-tin-va-truyen-thong", DEPARTMENTS_MERGED_AFTER),
    holds("COORDINATOR", "so-khoa-hoc-va-cong-nghe", PROVINCE_ENDED, DEPARTMENTS_MERGED_FROM),
  ),
  // Without end: whoever moves the training date past the merger must be able to move it back.
  aUser("quantri", "Tạ Gia Huy", holds("ADMIN", OFFICE, null)),
]

export const TRAINING_USERS: TrainingUser[] = [
  ...OFFICE_AND_COMMITTEE,
  ...PROPOSING_AGENCIES.flatMap(peopleOf),
]

/** Who may sign what: the decision (chairman, or his deputy for him), the submission (head of the provincial office). */
export const SIGNING_CAPACITIES: Signatory[] = [
  { personId: "chutich", position: "CHỦ TỊCH", capacity: "HEAD" as const },
  { personId: "phochutich", position: "PHÓ CHỦ TỊCH", capacity: "KT" as const },
  { personId: "chanhvanphong", position: "CHÁNH VĂN PHÒNG", capacity: "HEAD" as const },
].map((held) => ({
  ...held,
  fullName: OFFICE_AND_COMMITTEE.find(({ id }) => id === held.personId)?.fullName ?? held.personId,
  heldFrom: SINCE,
  heldTo: PROVINCE_ENDED,
}))
