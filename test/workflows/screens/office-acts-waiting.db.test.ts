import { beforeAll, expect, test } from "vitest"
import { getReorganisation } from "#models/reorganisation/reorganisation.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { takeTo } from "#test/setup/stages.ts"
import { carryOutReorganisations } from "#workflows/reorganisation/bring-into-force.server.ts"
import { draftReorganisation } from "#workflows/reorganisation/draft-plan.server.ts"
import { reckonAct } from "#workflows/reorganisation/reckon-act.server.ts"
import { type ActStep, stepReorganisation } from "#workflows/reorganisation/step-act.server.ts"
import { officeActsWaiting } from "#workflows/screens/office-acts-waiting.server.ts"
import {
  ADMIN,
  administrationOf,
  CHIEF,
  SPECIALIST,
  savePeople,
} from "../administration/an-administration.ts"

const office = officeForAll()
const admin = administrationOf(office)
beforeAll(savePeople)

const DAY = "2023-07-01"
const waitingFor = async (actor: typeof ADMIN, day = "2023-06-01") =>
  (await officeActsWaiting(actor, day)).map(({ kind, isStuck, what }) => ({ kind, isStuck, what }))

test("a submitted change waits for whoever may confirm it, and for nobody else", async () => {
  const [row] = await admin.rows("ngay-nghi")
  if (!row) throw new Error("no day off")
  const id = await admin.draft("ngay-nghi", "CORRECT", { ...row, name: "Tên khác" }, { of: row })
  expect(await waitingFor(CHIEF)).toEqual([])
  await admin.step(id, "change.submitted", ADMIN)
  expect(await waitingFor(CHIEF)).toMatchObject([{ kind: "REFERENCE_CHANGE", isStuck: false }])
  expect(await waitingFor(ADMIN)).toEqual([])
  expect(await waitingFor(SPECIALIST)).toEqual([])
  await admin.step(id, "change.confirmed", CHIEF)
  expect(await waitingFor(CHIEF)).toEqual([])
})

test("a reorganisation waits for its confirmation, and stands as stuck once its day has come and something is open", async () => {
  const id = await draftReorganisation(office.d, {
    plan: {
      kind: "MERGE",
      title: "Hợp nhất hai sở",
      day: DAY,
      norm: { number: "1/NQ-HĐND", day: "2023-03-01", title: "Nghị quyết", clause: "Điều 1" },
      successions: [{ fromId: "so-giao-thong-van-tai", toId: "so-xay-dung", extent: "WHOLE" }],
      // The directory of training knows the province of 2025 already.
      answers: { "RECEIVER:ubnd-tinh-lam-dong": "ubnd-tinh" },
    },
    actor: ADMIN,
  })
  const step = async (type: ActStep, actor: typeof ADMIN, reason = "Đã họp thống nhất") => {
    const act = await getReorganisation(id)
    const typed = String((await reckonAct(act)).outcome.moves.length)
    await stepReorganisation(office.d, { id, revision: act.revision, type, reason, typed, actor })
  }
  await step("plan.submitted", ADMIN)
  expect(await waitingFor(CHIEF)).toMatchObject([{ kind: "REORGANISATION", isStuck: false }])
  expect(await waitingFor(ADMIN)).toEqual([])
  await step("plan.returned", CHIEF, "Bổ sung căn cứ")
  expect(await waitingFor(ADMIN)).toMatchObject([{ what: expect.stringContaining("Bổ sung căn cứ") }])
  await step("plan.submitted", ADMIN)
  await step("act.confirmed", CHIEF)
  expect(await waitingFor(CHIEF)).toEqual([])

  // The catalogue is frozen after the confirmation: on the day nobody has decided what becomes of it.
  await takeTo(office, "consolidated")
  office.clock.set(instantOf(DAY, "08:00:00"))
  expect(await carryOutReorganisations(office.d)).toBe(0)
  for (const actor of [CHIEF, ADMIN])
    expect(await waitingFor(actor, DAY)).toMatchObject([
      { isStuck: true, what: expect.stringContaining("1 câu hỏi mới") },
    ])
  await step("act.revoked", CHIEF, "Chờ ban hành danh mục")
  expect(await waitingFor(CHIEF, DAY)).toEqual([])
})
