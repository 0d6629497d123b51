import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import type { User } from "#models/user/user.ts"
import type { SmallOffice } from "#test/setup/office.ts"
import { draftRowChange, seenDigest } from "#workflows/administration/draft-change.server.ts"
import type { RowAct } from "#workflows/administration/row-form.ts"
import { type StepType, stepReferenceChange } from "#workflows/administration/step-change.server.ts"
import { rowKey } from "#workflows/administration/table-field.ts"
import { tableOf } from "#workflows/administration/tables/index.server.ts"

const OFFICE = "van-phong-ubnd-tinh"

const actorIn = (id: string, name: string, role: Role): Actor => ({
  id,
  name,
  assignments: [{ role, agencyId: OFFICE }],
})

export const ADMIN = actorIn("quantri", "Tạ Gia Huy", "ADMIN")
export const SECOND_ADMIN = actorIn("quantri.hai", "Mai Thị Hai", "ADMIN")
export const CHIEF = actorIn("chanhvanphong", "Vũ Thành Nhân", "CHIEF_OF_OFFICE")
export const SPECIALIST = actorIn("chuyenvien", "Nguyễn Văn Một", "SPECIALIST")

const aUser = (id: string, fullName: string, role: Role, over: Partial<User> = {}): User => ({
  id,
  fullName,
  passwordHash: "scrypt$16$8$1$eA$eA",
  assignments: [
    { role, agencyId: role === "LEADER" ? "ubnd-tinh" : OFFICE, validFrom: "2022-08-15", validTo: null },
  ],
  active: true,
  trainingPassword: null,
  ...over,
})

/** The people an administration needs: two administrators, the chief of office, two leaders. */
export const savePeople = (): Promise<void> =>
  saveUsers([
    aUser("quantri", "Tạ Gia Huy", "ADMIN"),
    aUser("quantri.hai", "Mai Thị Hai", "ADMIN"),
    aUser("chanhvanphong", "Vũ Thành Nhân", "CHIEF_OF_OFFICE"),
    aUser("chutich", "Phan Trọng Khải", "LEADER"),
    aUser("phochutich", "Đinh Thị Bích Vân", "LEADER"),
    aUser("phochutich.hai", "Lê Quang Hòa", "LEADER"),
  ])

/** What an administrator does on the screens of a table. */
export const administrationOf = (office: SmallOffice) => {
  const draft = async (
    table: string,
    act: RowAct,
    row: Row,
    options: { of?: Row | null; actor?: Actor; seen?: string } = {},
  ) => {
    const { of = null, actor = ADMIN, seen = seenDigest(of) } = options
    const key = of && rowKey(tableOf(table).key, of)
    return draftRowChange(office.d, { table, key, act, row, seen, reason: "Theo công văn số 15", actor })
  }
  const step = async (changeId: string, type: StepType, actor: Actor, reason = "") => {
    const { revision } = await getReferenceChange(changeId)
    return stepReferenceChange(office.d, { changeId, revision, type, reason, actor })
  }
  return {
    draft,
    step,
    rows: (table: string) => tableOf(table).read(null),
    /** Drafted, submitted and confirmed by the chief of office. */
    async take(...asked: Parameters<typeof draft>) {
      const id = await draft(...asked)
      await step(id, "change.submitted", ADMIN)
      return { id, secrets: await step(id, "change.confirmed", CHIEF) }
    },
  }
}
