import fc from "fast-check"
import { expect, test } from "vitest"
import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import { ReorganisationPlan } from "#models/reorganisation/plan.ts"
import { addDays, isValidOn } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { siteFigure, websitesOn } from "#workflows/plan-task/site-figures.ts"
import { ownerlessOn } from "#workflows/reorganisation/core/ownerless.ts"
import { planMoves } from "#workflows/reorganisation/core/plan-moves.ts"
import { BY_FIELD, END_ROLES, type Question } from "#workflows/reorganisation/core/questions.ts"
import {
  applyPatches,
  type Patch,
  rowsOf,
  undoPatches,
  type World,
} from "#workflows/reorganisation/core/world.ts"
import { aWorld, registrationsOf } from "./a-world.ts"

const DAY = "2025-07-01"
const EVE = "2025-06-30"
const SINCE = { validFrom: "2004-01-01", validTo: null }
const OFFICE = "van-phong"

const anAgency = (id: string, kind: Agency["kind"] = "DEPARTMENT"): Agency => ({
  id,
  kind,
  adminLevel: "PROVINCE",
  parentId: kind === "PEOPLE_COMMITTEE" ? null : "ubnd-tinh",
  ...SINCE,
  names: [{ name: `Sở ${id}`, shortName: `Sở ${id}`, ...SINCE }],
  codes: [{ scheme: "QD20_2020", code: `H16.${id}`, training: true, ...SINCE }],
  successorIds: [],
})

const aService = (number: number, agencyId: string): OnlineService => ({
  id: `1.${String(number).padStart(6, "0")}.01@${agencyId}`,
  procedureCode: `1.${String(number).padStart(6, "0")}`,
  procedureName: `Thủ tục ${number}`,
  serviceCode: `1.${String(number).padStart(6, "0")}.01`,
  serviceName: `Thủ tục ${number}`,
  unit: { kind: "AGENCY", id: agencyId, name: `Sở ${agencyId}` },
  adminLevel: "PROVINCE",
  field: { code: `F${number % 5}`, name: "Lĩnh vực" },
  proposingAgencyId: agencyId,
  assignedBy: "FIELD",
  active: true,
  announcedLevel: null,
  announcedEditionId: null,
  announcedOn: null,
})

const UNITS = ["a", "b", "c", "d", "e", "f"]

/** Which fate each unit has: goes on, ends in others (new ones have an n), ends with no successor, or is called otherwise. */
type Fate = { kind: "STAYS" | "ENDS" | "ABOLISHED" | "RENAMED"; to: string[]; isPart: boolean }

const fates = fc.array(
  fc.record({
    kind: fc.constantFrom("STAYS", "ENDS", "ABOLISHED", "RENAMED" as const),
    to: fc.uniqueArray(fc.constantFrom(...UNITS, "n1", "n2"), { minLength: 1, maxLength: 3 }),
    isPart: fc.boolean(),
  }),
  { minLength: UNITS.length, maxLength: UNITS.length },
) as fc.Arbitrary<Fate[]>

const owners = fc.array(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 40 })
type Held = { person: number; unit: string; role: "SPECIALIST" | "UNIT_HEAD"; validTo: string | null }
const roles: fc.Arbitrary<Held[]> = fc.array(
  fc.record({
    person: fc.integer({ min: 0, max: 6 }),
    unit: fc.constantFrom(...UNITS),
    role: fc.constantFrom("SPECIALIST", "UNIT_HEAD" as const),
    validTo: fc.constantFrom(null, EVE, "2025-03-01", "2026-12-31"),
  }),
  { maxLength: 12 },
)

const theWorld = (services: readonly string[], held: readonly Held[]): World => {
  // The same code may stand at several units: a merger makes one service of them.
  const own = services.map((unit, index) => aService(index % 15, unit))
  const unique = [...new Map(own.map((service) => [service.id, service])).values()]
  return aWorld({
    agencies: [
      anAgency("ubnd-tinh", "PEOPLE_COMMITTEE"),
      anAgency(OFFICE, "PROVINCIAL_OFFICE"),
      ...UNITS.map((id) => anAgency(id)),
    ],
    fieldLeads: UNITS.slice(0, 5).map((agencyId, index) => ({
      fieldCode: `F${index}`,
      adminLevel: "PROVINCE",
      agencyId,
      ...SINCE,
    })),
    office: [{ provincialOfficeId: OFFICE }],
    people: Array.from({ length: 7 }, (_, index) => ({
      id: `p${index}`,
      fullName: `Người ${index}`,
      assignments: held
        .filter(({ person }) => person === index)
        .map(({ unit, role, validTo }) => ({ role, agencyId: unit, validFrom: "2023-01-01", validTo })),
    })),
    services: unique,
    registrations: registrationsOf(unique),
  })
}

const thePlan = (all: readonly Fate[], answers: Record<string, string> = {}): ReorganisationPlan => {
  const fateOf = new Map(UNITS.map((id, index) => [id, all[index] as Fate]))
  const goesOn = (id: string) => !["ENDS", "ABOLISHED"].includes(fateOf.get(id)?.kind ?? "STAYS")
  const successions = UNITS.flatMap((fromId) => {
    const fate = fateOf.get(fromId)
    if (fate?.kind !== "ENDS") return []
    const to = fate.to.filter((id) => id !== fromId && goesOn(id))
    const extent = fate.isPart || to.length > 1 ? "PART" : "WHOLE"
    return (to.length > 0 ? to : ["n1"]).map((toId) => ({
      fromId,
      toId,
      extent: to.length > 0 ? extent : "WHOLE",
    }))
  })
  return ReorganisationPlan.parse({
    kind: "MERGE",
    title: "Sắp xếp các sở",
    day: DAY,
    norm: { number: "1/NQ-HĐND", day: "2025-06-01", title: "Nghị quyết", clause: "Điều 1" },
    newUnits: ["n1", "n2"].map((id) => ({
      id,
      kind: "DEPARTMENT",
      adminLevel: "PROVINCE",
      parentId: "ubnd-tinh",
      name: `Sở ${id}`,
    })),
    successions,
    abolished: UNITS.filter((id) => fateOf.get(id)?.kind === "ABOLISHED").map((agencyId) => ({
      agencyId,
      reason: "Hết nhiệm vụ",
    })),
    renamings: UNITS.filter((id) => fateOf.get(id)?.kind === "RENAMED").map((agencyId) => ({
      agencyId,
      name: `Sở ${agencyId} mới`,
    })),
    answers,
  })
}

const answerTo = ({ kind, options, suggested }: Question): string =>
  suggested ?? options[0] ?? (kind === "ROLES" ? END_ROLES : BY_FIELD)

/** Answers whatever is asked, as a person would, until nothing is. */
const answered = (world: World, all: readonly Fate[]) => {
  let answers: Record<string, string> = {}
  for (let round = 0; round < 10; round += 1) {
    const plan = thePlan(all, answers)
    const outcome = planMoves(world, plan)
    if (outcome.questions.length === 0) return { plan, outcome }
    answers = { ...answers, ...Object.fromEntries(outcome.questions.map((one) => [one.id, answerTo(one)])) }
  }
  throw new Error("questions never end")
}

const worldDigest = (world: World) =>
  digestOf(
    Object.entries(world.tables).map(([table, rows]) => [
      table,
      [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, row]) => [key, row]),
    ]),
  )

const active = (world: World) => rowsOf(world, "services").filter((service) => service.active)

/** Every reorganisation of six departments that can be drawn up and answered. */
const everyAct = (holds: (world: World, answers: ReturnType<typeof answered>) => void) =>
  fc.assert(
    fc.property(fates, owners, roles, (all, services, held) => {
      const world = theWorld(services, held)
      const done = answered(world, all)
      // An act that moves nothing is refused; there is nothing to hold.
      if (done.outcome.faults.length === 0) holds(world, done)
    }),
    { numRuns: 150 },
  )

test("no service, registration, role, lead or unit is without an owner on any day after", () => {
  everyAct((_, { outcome }) => {
    expect(outcome.ownerless).toEqual([])
    for (const day of ["2025-07-02", "2026-01-01", "2031-12-31"])
      expect(ownerlessOn(outcome.worldAfter, day)).toEqual([])
  })
})

test("no unit has a service twice, and services before are those after and those that ended with a reason", () => {
  everyAct((world, { outcome }) => {
    const after = active(outcome.worldAfter)
    const places = after.map(({ serviceCode, unit }) => `${serviceCode}@${unit.id}`)
    expect(new Set(places).size).toBe(places.length)
    expect(outcome.before.services).toBe(outcome.after.services + outcome.endedServices.length)
    expect(outcome.endedServices.every(({ why }) => why.length > 0)).toBe(true)
    const known = new Set(active(world).map(({ id }) => id))
    expect(after.every(({ id }) => known.has(id))).toBe(true)
  })
})

test("undone, whole or from the middle, the office is what it was, to its digest", () => {
  everyAct((world, { plan, outcome }) => {
    expect(worldDigest(undoPatches(outcome.worldAfter, outcome.moves))).toBe(worldDigest(world))
    const half: Patch[] = outcome.moves.slice(0, Math.floor(outcome.moves.length / 2))
    const found = undoPatches(applyPatches(world, half), half)
    expect(digestOf(planMoves(found, plan).moves)).toBe(digestOf(outcome.moves))
  })
})

test("on the eve every name, code and role is what it was: old documents keep the old names", () => {
  everyAct((world, { outcome }) => {
    for (const before of rowsOf(world, "agencies")) {
      const after = outcome.worldAfter.tables.agencies.get(before.id) as Agency
      expect(agencyNameOn(after, EVE)).toBe(agencyNameOn(before, EVE))
      expect(isValidOn(after, EVE)).toBe(isValidOn(before, EVE))
      expect(after.codes.filter((code) => isValidOn(code, EVE)).map(({ code }) => code)).toEqual(
        before.codes.map(({ code }) => code),
      )
    }
    const held = (of: World) =>
      rowsOf(of, "people").map(({ assignments }) =>
        assignments.filter((one) => isValidOn(one, EVE)).map(({ role, agencyId }) => `${role}@${agencyId}`),
      )
    expect(held(outcome.worldAfter)).toEqual(held(world))
  })
})

test("a running registration goes where its service goes, and keeps its state and due date", () => {
  everyAct((world, { outcome }) => {
    const services = outcome.worldAfter.tables.services
    for (const { id, serviceId, agencyId, state, dueOn } of rowsOf(outcome.worldAfter, "registrations")) {
      const service = services.get(serviceId)
      if (service?.active) expect(agencyId).toBe(service.proposingAgencyId)
      const before = world.tables.registrations.get(id)
      expect([state, dueOn]).toEqual([before?.state, before?.dueOn])
    }
  })
})

test("a unit taken apart is asked about until it is answered, though nothing hangs on it", () => {
  const world = theWorld(["f"], [])
  const all = UNITS.map((id): Fate => ({ kind: id === "a" ? "ENDS" : "STAYS", to: ["b", "c"], isPart: true }))
  const open = planMoves(world, thePlan(all)).questions.map(({ id, options }) => ({ id, options }))
  expect(open).toContainEqual({ id: "RECEIVER:a", options: ["b", "c"] })
})

const aPortal = (id: string) => ({
  id,
  record: "NATIONAL_SERVICE" as const,
  name: `Cổng ${id}`,
  url: `https://${id}.example.vn`,
  validFrom: "2023-01-01",
  validTo: null,
})
const COMMITTEES = [anAgency("ubnd-tinh", "PEOPLE_COMMITTEE"), anAgency("ubnd-moi", "PEOPLE_COMMITTEE")]
const ISSUER = {
  provinceName: "tỉnh Mới",
  provinceUpper: "TỈNH MỚI",
  placeName: "Mới",
  orgCode: "H99",
}
const aMerger = (over: Record<string, unknown> = {}) =>
  ReorganisationPlan.parse({
    kind: "MERGE",
    title: "Hợp nhất",
    day: DAY,
    norm: { number: "1/QH", day: EVE, title: "Nghị quyết", clause: "Điều 1" },
    issuer: ISSUER,
    ...over,
  })

test("when another body decides from the day, each portal is asked about, and ends on the eve where it is to end", () => {
  const world = aWorld({ agencies: COMMITTEES, portals: [aPortal("p1"), aPortal("p2")] })
  const successions = [{ fromId: "ubnd-tinh", toId: "ubnd-moi", extent: "WHOLE" }]
  const open = planMoves(world, aMerger({ successions }))
  expect(open.questions.map(({ id }) => id)).toEqual(["PORTAL:p1", "PORTAL:p2"])
  const answers = { "PORTAL:p1": "KEEP", "PORTAL:p2": "STOP" }
  const { questions, moves, worldAfter } = planMoves(world, aMerger({ successions, answers }))
  expect(questions).toEqual([])
  expect(moves.flatMap(({ table, key }) => (table === "portals" ? [key] : []))).toEqual(["p2|2023-01-01"])
  expect(rowsOf(worldAfter, "portals").map(({ id, validTo }) => [id, validTo])).toEqual([
    ["p1", null],
    ["p2", EVE],
  ])
})

test("a catalogue that is frozen and not issued stands in the way until it is carried over by decision", () => {
  const world = {
    ...aWorld({ agencies: [...COMMITTEES, anAgency("a")] }),
    frozen: [{ id: "2025-1", name: "Năm 2025" }],
  }
  const renamings = [{ agencyId: "a", name: "Sở Mới" }]
  expect(planMoves(world, aMerger({ renamings })).questions).toMatchObject([
    { id: "FROZEN:2025-1", options: ["CARRY"] },
  ])
  const carried = planMoves(world, aMerger({ renamings, answers: { "FROZEN:2025-1": "CARRY" } }))
  expect(carried.questions).toEqual([])
})

test("a change of a procedure that waits goes to whoever proposes for it, also where no service is left", () => {
  const change = (id: string, code: string, agencyIds: string[]) => ({
    id,
    code,
    procedureName: "Thủ tục",
    agencyIds,
  })
  const service = aService(1, "a")
  const world = aWorld({
    agencies: [...COMMITTEES, anAgency("a"), anAgency("b"), anAgency("c")],
    services: [service],
    registerChanges: [
      change("1|x", service.procedureCode, ["a"]),
      change("2|x", "9.000001", ["a", "c"]),
      change("3|x", "9.000002", ["c"]),
    ],
  })
  const successions = [{ fromId: "a", toId: "b", extent: "WHOLE" }]
  const { moves, questions, worldAfter } = planMoves(world, aMerger({ successions }))
  expect(questions).toEqual([])
  expect(rowsOf(worldAfter, "registerChanges").map(({ agencyIds }) => agencyIds)).toEqual([
    ["b"],
    ["b", "c"],
    ["c"],
  ])
  expect(undoPatches(worldAfter, moves).tables.registerChanges).toEqual(world.tables.registerChanges)
})

test("websites of a unit that ends are its own until the eve and its successor's from the day; those that are over stay", () => {
  const website = (id: string, agencyId: string, validTo: string | null = null) => ({
    id,
    agencyId,
    kind: "WEBSITE" as const,
    name: `Trang ${id}`,
    address: `https://${id}.gov.vn`,
    validFrom: "2023-01-01",
    validTo,
  })
  const merger = aMerger({ successions: [{ fromId: "a", toId: "b", extent: "WHOLE" }] })
  const later = { ...website("moi", "a"), validFrom: merger.day }
  const world = aWorld({
    agencies: [...COMMITTEES, anAgency("a"), anAgency("b"), anAgency("c")],
    websites: [website("mot", "a"), website("hai", "c"), website("cu", "a", "2023-02-01"), later],
  })
  const { moves, questions, before, after, worldAfter } = planMoves(world, merger)
  const eve = addDays(merger.day, -1)
  expect(questions).toEqual([])
  expect(rowsOf(worldAfter, "websites").map((row) => [row.id, row.agencyId, row.validTo])).toEqual([
    ["mot", "a", eve],
    ["hai", "c", null],
    ["cu", "a", "2023-02-01"],
    ["moi", "b", null],
    ["mot", "b", null],
  ])
  const checks = ["mot", "hai"].map((websiteId) => ({
    ...{ websiteId, checkedOn: "2023-02-15", checkedBy: "Trần Thị Kiểm", note: "" },
    ...{
      isReachable: true,
      isComponent: true,
      linksProvince: false,
      linksNational: false,
      isConnected: false,
    },
  }))
  const counted = (day: string, unit: string) =>
    siteFigure("COMPONENT", websitesOn({ websites: rowsOf(worldAfter, "websites"), checks }, day), unit)
  expect([counted(eve, "a"), counted(eve, "b")]).toEqual([
    { done: 1, of: 1 },
    { done: 0, of: 0 },
  ])
  expect([counted(merger.day, "a"), counted(merger.day, "b")]).toEqual([
    { done: 0, of: 0 },
    { done: 1, of: 2 },
  ])
  expect([before.websites, after.websites]).toEqual([2, 3])
  expect(undoPatches(worldAfter, moves).tables.websites).toEqual(world.tables.websites)
})
