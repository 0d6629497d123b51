import { readFileSync } from "node:fs"
import path from "node:path"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import { getReorganisation } from "#models/reorganisation/reorganisation.repository.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { type IsoDay, instantOf } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { markStorePurpose } from "#models/store-purpose/store-purpose.repository.server.ts"
import { yearDeadlines } from "#seeds/scenarios/plan-calendar.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import { seedUsers } from "#seeds/seed-users.server.ts"
import { trainingKeys } from "#test/setup/training-keys.ts"
import { openCampaign } from "#workflows/campaign/open-campaign.server.ts"
import { importProcedures } from "#workflows/register/import-procedures.server.ts"
import { carryOutReorganisations } from "#workflows/reorganisation/bring-into-force.server.ts"
import { draftReorganisation } from "#workflows/reorganisation/draft-plan.server.ts"
import { readWorld } from "#workflows/reorganisation/read-world.server.ts"
import { reckonAct } from "#workflows/reorganisation/reckon-act.server.ts"
import { type ActStep, stepReorganisation } from "#workflows/reorganisation/step-act.server.ts"

const TABLE = path.join(import.meta.dirname, "../../../seeds/reference/procedures.csv")
const OFFICE = "van-phong-ubnd-tinh"

const person = (id: string, role: Role): Actor => ({
  id,
  name: id,
  assignments: [{ role, agencyId: OFFICE }],
})
const ADMIN = person("quantri", "ADMIN")
export const CHIEF = person("chanhvanphong", "CHIEF_OF_OFFICE")
export const REVIEWER = person("thamdinh.thu", "REVIEWER")

/** The training province with all its people and procedures, and the review of a year running in it. */
export const openTrainingProvince = async (store: Store, year: number) => {
  const clock = fixedClock(instantOf(`${year}-03-05`, "08:00:00"))
  const d = {
    store,
    clock,
    reference: storedReference,
    getRegime: storedReference.regime,
    signing: (await trainingKeys()).signing,
  }
  await store.inTransaction((session) => markStorePurpose("TRAINING", session))
  await seedReference(store)
  await seedUsers()
  const report = await importProcedures(
    { store, clock },
    { fileName: "procedures.csv", bytes: readFileSync(TABLE), partial: false, by: REVIEWER.id },
  )
  if (report.outcome !== "TAKEN") throw new Error(JSON.stringify(report.refused))
  const review = (of: number) =>
    openCampaign(d, {
      year: of,
      sequence: 1,
      kind: "ANNUAL",
      name: `Rà soát năm ${of}`,
      deadlines: yearDeadlines(of),
      numberFirst: false,
      amends: null,
      actor: REVIEWER,
    })
  await review(year)
  return { d, clock, review }
}
export type TrainingProvince = Awaited<ReturnType<typeof openTrainingProvince>>

/** Takes a step as a person would from the page as it stands. */
export const stepAct = async (
  { d }: Pick<TrainingProvince, "d">,
  id: string,
  type: ActStep,
  { reason = "Đã họp thống nhất", typed = "" } = {},
): Promise<void> => {
  const { revision } = await getReorganisation(id)
  const actor = type === "plan.submitted" || type === "plan.withdrawn" ? ADMIN : CHIEF
  await stepReorganisation(d, { id, revision, type, reason, typed, actor })
}

/** Submits and confirms, the number typed as the preview shows it. */
export const takeAct = async (office: Pick<TrainingProvince, "d">, id: string): Promise<number> => {
  await stepAct(office, id, "plan.submitted")
  const { outcome } = await reckonAct(await getReorganisation(id))
  await stepAct(office, id, "act.confirmed", { typed: String(outcome.moves.length) })
  return outcome.moves.length
}

export const draftAct = ({ d }: Pick<TrainingProvince, "d">, plan: unknown) =>
  draftReorganisation(d, { plan, actor: ADMIN })

/** The duty of the office on a day. */
export const onDay = async (
  { d, clock }: Pick<TrainingProvince, "d" | "clock">,
  day: IsoDay,
): Promise<void> => {
  clock.set(instantOf(day, "00:05:00"))
  await carryOutReorganisations(d)
}

export const stateOf = async (id: string) => (await getReorganisation(id)).workflow.value

/** Everything a reorganisation may move, as one digest. */
export const officeDigest = async (): Promise<string> => {
  const { tables } = await readWorld()
  return digestOf(
    Object.entries(tables).map(([table, rows]) => [
      table,
      JSON.parse(JSON.stringify([...rows].sort(([a], [b]) => (a < b ? -1 : 1)))),
    ]),
  )
}
