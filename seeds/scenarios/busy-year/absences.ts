import type { IsoDay } from "#models/shared/dates.ts"
import type { Role } from "#models/shared/workflow.ts"
import { PROVINCIAL_OFFICE_ID } from "#seeds/reference/agencies.ts"
import { madeUpName } from "#seeds/reference/people.ts"
import { TRAINING_USERS, type TrainingUser } from "#seeds/reference/users.ts"
import { BODIES_OF_BUSY_YEAR, endingOf } from "./busy-units.ts"

/** Somebody is away while their work is due, and who does it meanwhile. */
export type Absence = {
  principalId: string
  deputyId: string
  role: Role
  agencyId: string
  from: IsoDay
  to: IsoDay
  /** Who asks for it on the first day, and whose word makes it hold where it is not theirs alone. */
  madeBy: string
  agreedBy: string | null
  document: string
  reason: string
}

export const specialistId = (agencyId: string): string => `chuyenvien.${endingOf(agencyId)}`
export const headId = (agencyId: string): string => `lanhdao.${endingOf(agencyId)}`
const secondHeadId = (agencyId: string) => `phogiamdoc.${endingOf(agencyId)}`
const secondSpecialistId = (agencyId: string) => `chuyenvien.hai.${endingOf(agencyId)}`

/** Units where somebody is away while their list is due. */
export const UNITS_SHORT_OF_PEOPLE = ["so-tu-phap", "so-cong-thuong", "so-xay-dung"] as const

/** Five people of the year: a specialist and two heads of three units, an appraiser, the records clerk. */
export const absencesOf = (year: number): Absence[] => {
  const [first, second, third] = UNITS_SHORT_OF_PEOPLE
  const day = (monthAndDay: string) => `${year}-${monthAndDay}`
  const office = { agencyId: PROVINCIAL_OFFICE_ID, document: "" }
  return [
    {
      principalId: specialistId(first),
      deputyId: secondHeadId(first),
      role: "SPECIALIST",
      agencyId: first,
      from: day("03-13"),
      to: day("03-17"),
      madeBy: specialistId(first),
      agreedBy: headId(first),
      document: "",
      reason: "Nghỉ ốm, có xác nhận của cơ sở y tế",
    },
    {
      principalId: headId(second),
      deputyId: secondSpecialistId(second),
      role: "UNIT_HEAD",
      agencyId: second,
      from: day("03-20"),
      to: day("03-28"),
      madeBy: headId(second),
      agreedBy: null,
      document: "Quyết định giao nhiệm vụ của thủ trưởng đơn vị",
      reason: "Đi công tác ngoài tỉnh",
    },
    {
      principalId: headId(third),
      deputyId: secondSpecialistId(third),
      role: "UNIT_HEAD",
      agencyId: third,
      from: day("03-27"),
      to: day("04-07"),
      madeBy: headId(third),
      agreedBy: null,
      document: "Quyết định cử đi học của thủ trưởng đơn vị",
      reason: "Đi học bồi dưỡng tập trung",
    },
    {
      ...office,
      principalId: "thamdinh.thu",
      deputyId: "vanthu",
      role: "REVIEWER",
      from: day("04-10"),
      to: day("04-14"),
      madeBy: "thamdinh.thu",
      agreedBy: "vanthu",
      reason: "Nghỉ phép năm",
    },
    {
      ...office,
      principalId: "vanthu",
      deputyId: "thamdinh.son",
      role: "RECORDS_CLERK",
      from: day("05-08"),
      to: day("05-16"),
      madeBy: "vanthu",
      agreedBy: "chanhvanphong",
      reason: "Nghỉ việc riêng",
    },
  ]
}

/** The made-up people of training, those of the bodies a busy province has besides, and the second ones where somebody will be away. */
export const peopleOfBusyYear = (absences: readonly Absence[]): TrainingUser[] => {
  const known = new Set(TRAINING_USERS.map(({ id }) => id))
  const seconds = absences
    .filter(({ deputyId }) => !known.has(deputyId))
    .map(({ deputyId, agencyId, role }) => ({
      id: deputyId,
      agencyId,
      // A deputy has work of their own in the unit, of another kind than what they do in the absent person's place.
      role: role === "SPECIALIST" ? ("UNIT_HEAD" as const) : ("SPECIALIST" as const),
    }))
  const ofBodies = BODIES_OF_BUSY_YEAR.flatMap(({ id: agencyId }) => [
    { id: specialistId(agencyId), agencyId, role: "SPECIALIST" as const },
    { id: headId(agencyId), agencyId, role: "UNIT_HEAD" as const },
  ])
  return [
    ...TRAINING_USERS,
    ...[...seconds, ...ofBodies].map(
      ({ id, agencyId, role }, index): TrainingUser => ({
        id,
        fullName: madeUpName(100 + index),
        assignments: [{ role, agencyId, validFrom: "2022-08-15", validTo: null }],
        training: true,
      }),
    ),
  ]
}
