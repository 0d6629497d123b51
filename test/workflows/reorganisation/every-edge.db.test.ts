import { beforeEach, expect, test } from "vitest"
import { ReorganisationEvent } from "#models/reorganisation/events.ts"
import { getReorganisation } from "#models/reorganisation/reorganisation.repository.server.ts"
import { addDays, dayOf, instantOf } from "#models/shared/dates.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { markStorePurpose } from "#models/store-purpose/store-purpose.repository.server.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import type { Sent } from "#test/setup/chart-walk.ts"
import { eventsOfSchema } from "#test/setup/events-of-schema.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { edgesLeft, type Played, walkByUseCases } from "#test/setup/use-case-walk.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { carryOutReorganisations } from "#workflows/reorganisation/bring-into-force.server.ts"
import { reorganisationChart } from "#workflows/reorganisation/chart.ts"
import { changePlan, draftReorganisation } from "#workflows/reorganisation/draft-plan.server.ts"
import { reckonAct } from "#workflows/reorganisation/reckon-act.server.ts"
import { type ActStep, stepReorganisation } from "#workflows/reorganisation/step-act.server.ts"
import { undoReorganisation } from "#workflows/reorganisation/undo-act.server.ts"

const AT = "2023-03-06T01:00:00.000Z"
const REASON = "Nội dung ghi đủ để hiểu"
const OFFICE = "van-phong-ubnd-tinh"
const office = officeForEach()

const PEOPLE: Record<string, Role> = { quantri: "ADMIN", chanhvanphong: "CHIEF_OF_OFFICE" }
const as = (id: string): Actor => ({
  id,
  name: `Ông ${id}`,
  assignments: [{ role: PEOPLE[id] as Role, agencyId: OFFICE }],
})
beforeEach(async () => {
  // What is in force is undone only in training.
  await office.d.store.inTransaction((session) => markStorePurpose("TRAINING", session))
  await UserModel.deleteMany({})
  await saveUsers(
    Object.entries(PEOPLE).map(([id, role]) => ({
      id,
      fullName: `Ông ${id}`,
      passwordHash: "x",
      active: true,
      trainingPassword: null,
      assignments: [{ role, agencyId: OFFICE, validFrom: "2022-08-15", validTo: null }],
    })),
  )
})

const WHO: Record<string, readonly string[]> = {
  "plan.saved": ["quantri"],
  "plan.submitted": ["quantri"],
  "plan.withdrawn": ["quantri"],
  "plan.returned": ["chanhvanphong"],
  "act.confirmed": ["chanhvanphong"],
  "act.revoked": ["chanhvanphong"],
  "force.begun": ["system"],
  "force.taken": ["system"],
  "undoing.begun": ["chanhvanphong"],
  "undoing.done": ["system"],
}
const EVENTS: Sent[] = eventsOfSchema(ReorganisationEvent, { reason: [REASON] }).flatMap((event) =>
  (WHO[event.type] ?? []).map((by) => ({ ...event, by, at: AT })),
)

const typedFor = async (id: string): Promise<string> =>
  String((await reckonAct(await getReorganisation(id))).outcome.moves.length)

/** The act of the path before: two that touch the same units wait for each other. */
let before = ""
async function clear(id: string): Promise<void> {
  const { workflow, revision } = await getReorganisation(id)
  const seen = { id, revision, actor: as("chanhvanphong"), reason: REASON }
  if (workflow.value === "confirmed")
    await stepReorganisation(office.d, { ...seen, type: "act.revoked", typed: "" })
  if (workflow.value !== "inForce") return
  await undoReorganisation(office.d, seen)
  await carryOutReorganisations(office.d)
}

const reorganisations: Played = {
  chart: reorganisationChart as unknown as Played["chart"],
  events: EVENTS,
  notAsked: ["force.begun", "force.taken", "undoing.done"],
  goesOn: { takingForce: "inForce", undoing: "drafting" },
  last: "inForce",
  async make([first]) {
    if (before) await clear(before)
    const plan = {
      kind: "MERGE",
      title: "Hợp nhất hai sở",
      day: addDays(dayOf(office.clock.now()), 1),
      norm: { number: "1/NQ-HĐND", day: "2023-03-01", title: "Nghị quyết", clause: "Điều 1" },
      successions: [{ fromId: "so-giao-thong-van-tai", toId: "so-xay-dung", extent: "WHOLE" }],
    }
    const id = await draftReorganisation(office.d, { plan, actor: as("quantri") })
    before = id
    const { outcome } = await reckonAct(await getReorganisation(id))
    const answers = Object.fromEntries(
      outcome.questions.map((one) => [one.id, one.suggested ?? one.options[0] ?? ""]),
    )
    const { revision } = await getReorganisation(id)
    await changePlan(office.d, { id, revision, change: () => ({ ...plan, answers }), actor: as("quantri") })
    return { id, isFirstSent: first?.type === "plan.saved" }
  },
  async send(id, { type, by }) {
    const { revision, plan } = await getReorganisation(id)
    const seen = { id, revision, actor: as(by === "system" ? "quantri" : by) }
    if (type === "plan.saved")
      return changePlan(office.d, { ...seen, change: () => ({ ...plan, title: `${plan.title}.` }) })
    if (type === "force.begun") {
      office.clock.set(instantOf(plan.day, "08:00:00"))
      return carryOutReorganisations(office.d)
    }
    if (type === "undoing.begun") {
      await undoReorganisation(office.d, { ...seen, reason: REASON })
      return carryOutReorganisations(office.d)
    }
    const typed = type === "act.confirmed" ? await typedFor(id) : ""
    return stepReorganisation(office.d, { ...seen, type: type as ActStep, reason: REASON, typed })
  },
  standing: getReorganisation,
  asNow: (event, context) =>
    ({ ...event, planDigest: (context as { planDigest: string | null }).planDigest }) as Sent,
}

test("a reorganisation: every edge is taken through the use-cases, and wherever it stands all else is refused and changes nothing", {
  timeout: 120_000,
}, async () => {
  const { taken, refused } = await walkByUseCases(reorganisations)
  expect(edgesLeft(reorganisations, taken)).toEqual([])
  expect(refused).toBeGreaterThan(10)
  expect((await verifyStore()).findings).toEqual([])
})
