import { afterAll, beforeAll, expect, test } from "vitest"
import { findAgencies, findUnitDirectory } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { SILENT_MS } from "#models/long-act/long-act.ts"
import { deriveServices } from "#models/online-service/derive-services.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import { findAllRegistrations, getRegistration } from "#models/registration/registration.repository.server.ts"
import { getReorganisation } from "#models/reorganisation/reorganisation.repository.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import { instantOf, isValidOn } from "#models/shared/dates.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import { mergerOf2025 } from "#seeds/scenarios/merger-of-2025.ts"
import { openTestStore } from "#test/setup/store.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { compareServices } from "#workflows/register/write-register.server.ts"
import { carryOutReorganisations } from "#workflows/reorganisation/bring-into-force.server.ts"
import { reckonAct } from "#workflows/reorganisation/reckon-act.server.ts"
import { undoReorganisation } from "#workflows/reorganisation/undo-act.server.ts"
import {
  CHIEF,
  draftAct,
  officeDigest,
  onDay,
  openTrainingProvince,
  stateOf,
  stepAct,
  type TrainingProvince,
  takeAct,
} from "./training-office.ts"

let store: Store
let office: TrainingProvince
let act: string
let before: string

beforeAll(async () => {
  store = await openTestStore()
  office = await openTrainingProvince(store, 2025)
  office.clock.set(new Date("2025-06-20T01:00:00Z"))
  before = await officeDigest()
  act = await draftAct(office, mergerOf2025(await findAgencies()))
})
afterAll(() => store.close())

test("the preview shows what the merger moves, with the figures before and after, and changes nothing", async () => {
  const { outcome, faults } = await reckonAct(await getReorganisation(act))
  expect([faults, outcome.questions, outcome.ownerless]).toEqual([[], [], []])
  expect([outcome.before["units.COMMUNE"], outcome.after["units.COMMUNE"]]).toEqual([71, 28])
  expect([outcome.before["units.DISTRICT"], outcome.after["units.DISTRICT"]]).toEqual([8, 0])
  expect(outcome.before.services).toBe(outcome.after.services + outcome.endedServices.length)
  expect(outcome.after["services.DISTRICT"]).toBe(0)
  expect(outcome.after.registrations).toBe(outcome.before.registrations)
  expect(await officeDigest()).toBe(before)
})

test("taken and revoked before its day, it has moved nothing", async () => {
  await takeAct(office, act)
  expect([await stateOf(act), await officeDigest()]).toEqual(["confirmed", before])
  await stepAct(office, act, "act.revoked", { reason: "Quốc hội lùi ngày" })
  await onDay(office, "2025-06-21")
  expect([await stateOf(act), await officeDigest()]).toEqual(["drafting", before])
})

/** Every process dies at its fourth transaction, until one comes through; each finds the former silent. */
const dieAndGoOn = async (day: string) => {
  const { d, clock } = office
  for (let round = 1; (await stateOf(act)) !== "inForce"; round += 1) {
    let count = 0
    const inTransaction: Store["inTransaction"] = (work) => {
      count += 1
      return count === 4 ? Promise.reject(new Error("killed")) : d.store.inTransaction(work)
    }
    clock.set(instantOf(day, "00:05:00"))
    const leaseClock = fixedClock(new Date(clock.now().getTime() + round * (SILENT_MS + 1)))
    await carryOutReorganisations({ ...d, leaseClock, store: { ...d.store, inTransaction } }).catch((error) =>
      expect(String(error)).toContain("killed"),
    )
    expect(round).toBeLessThan(20)
  }
}

test("taken again it is in force on its day, though every process is killed on the way; undone there it leaves the office as it was; and it can be taken once more", async () => {
  const moves = await takeAct(office, act)
  await onDay(office, "2025-06-30")
  expect(await officeDigest()).toBe(before)
  await dieAndGoOn("2025-07-01")
  expect(await stateOf(act)).toBe("inForce")
  expect((await getReorganisation(act)).workflow.context.inForce?.moves).toBe(moves)
  const inForce = await officeDigest()
  const { revision } = await getReorganisation(act)
  await undoReorganisation(office.d, { id: act, revision, reason: "Làm lại cho học viên", actor: CHIEF })
  await onDay(office, "2025-07-01")
  expect([await stateOf(act), await officeDigest()]).toEqual(["drafting", before])
  await takeAct(office, act)
  await onDay(office, "2025-07-01")
  expect([await stateOf(act), await officeDigest()]).toEqual(["inForce", inForce])
  expect(await findLongActs()).toEqual([])
})

test("the store is clean, and importing the same procedures again would change no service", async () => {
  expect((await verifyStore()).findings).toEqual([])
  const directory = await findUnitDirectory()
  if (!directory) throw new Error("no directory")
  const derived = (await findCurrentSnapshots()).flatMap(({ procedure }) =>
    deriveServices(procedure, directory, "2025-07-02"),
  )
  const { added, retiredIds } = compareServices(await findActiveServices(), derived)
  // A record that still names the tax department as it was called is read by its field alone until the nation renames it.
  expect(added.filter(({ proposingAgencyId }) => proposingAgencyId !== "thue-lam-dong")).toEqual([])
  expect(retiredIds).toEqual([])
})

test("a running registration is its successor's, with its history and a line that says so", async () => {
  const all = await findAllRegistrations("2025-1", ["drafting"])
  const moved = all.find(({ id }) => id.endsWith("@so-tu-phap"))
  if (!moved) throw new Error("no registration of the department of justice")
  const { agencyId, unit, workflow } = await getRegistration(moved.id)
  expect([agencyId, unit.id, workflow.value]).toEqual([
    "so-tu-phap-lam-dong",
    "so-tu-phap-lam-dong",
    "drafting",
  ])
  const trail = await findAuditTrail("registration", moved.id)
  expect(trail.at(-1)).toMatchObject({
    type: "unit.moved",
    payload: { agencyId: "so-tu-phap-lam-dong", back: false },
  })
  expect(all.filter(({ agencyId: id }) => !id.endsWith("-lam-dong"))).toEqual([])
})

test("people have their roles at the successor from the day, the administrator too", async () => {
  for (const [id, role, agencyId] of [
    ["chuyenvien.tuphap", "SPECIALIST", "so-tu-phap-lam-dong"],
    ["quantri", "ADMIN", "van-phong-ubnd-tinh-lam-dong"],
    ["chutich", "LEADER", "ubnd-tinh-lam-dong"],
  ] as const) {
    const user = await findUser(id)
    if (!user) throw new Error(`no ${id}`)
    expect(actorOn(user, "2025-07-01").assignments).toContainEqual({ role, agencyId })
    expect(actorOn(user, "2025-06-30").assignments.map((one) => one.agencyId)).not.toContain(agencyId)
  }
  expect(
    (await office.d.reference.signatoriesOn("2025-07-01")).map(({ personId }) => personId).sort(),
  ).toEqual(["chanhvanphong", "chutich", "phochutich"])
})

test("on the days before, every unit is called what it was called", async () => {
  const agencies = new Map((await findAgencies()).map((agency) => [agency.id, agency]))
  const name = (id: string, day: string) => {
    const agency = agencies.get(id)
    return agency && agencyNameOn(agency, day)
  }
  expect(name("ubnd-tinh", "2025-06-30")).toBe("Ủy ban nhân dân tỉnh Đắk Nông")
  expect(name("ubnd-xa-dak-ha", "2023-05-12")).toBe("Ủy ban nhân dân xã Đắk Ha")
  expect(agencies.get("ubnd-xa-dak-ha")?.successorIds).toEqual(["ubnd-phuong-bac-gia-nghia"])
})

test("a review opened in the year after works with the new units", async () => {
  office.clock.set(new Date("2026-03-05T01:00:00Z"))
  const { id } = await office.review(2026)
  const opened = await findAllRegistrations(id, ["drafting"])
  const valid = new Set(
    (await findAgencies()).filter((agency) => isValidOn(agency, "2026-03-05")).map((agency) => agency.id),
  )
  expect(opened.length).toBeGreaterThan(500)
  expect(
    opened.filter(
      ({ agencyId, unit }) => !valid.has(agencyId) || (unit.kind === "AGENCY" && !valid.has(unit.id)),
    ),
  ).toEqual([])
  expect(new Set(opened.map(({ adminLevel }) => adminLevel))).toEqual(new Set(["PROVINCE", "COMMUNE"]))
  const { revision } = await getReorganisation(act)
  await expect(
    undoReorganisation(office.d, { id: act, revision, reason: "Muốn hoàn lại", actor: CHIEF }),
  ).rejects.toThrow(/đợt «Rà soát năm 2026» đã mở/)
})
