import fc from "fast-check"
import { expect, test } from "vitest"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { BARRIER_KINDS, type BarrierKind } from "#workflows/barriers/barrier-kinds.ts"
import {
  barriersOf,
  INDICATOR_NAMES,
  indicatorsOf,
  type JudgedService,
  paymentOf,
  raisedServices,
  type Share,
  whatIf,
} from "#workflows/barriers/barriers.ts"
import { effortOf } from "#workflows/barriers/effort.ts"

const met = REGIME_A.criteria.map(({ letter }) => ({ letter, value: "MET" as const }))
const failing = (subject: string) =>
  REGIME_A.criteria.map(({ letter, subject: own }) => ({
    letter,
    value: own === subject ? ("NOT_MET" as const) : ("MET" as const),
  }))

test("a full service has no barrier, and a lower one without an unmet criterion has another", () => {
  expect(barriersOf({ level: "FULL", answers: met, partialReason: null }, REGIME_A)).toEqual([])
  expect(barriersOf({ level: "PARTIAL", answers: met, partialReason: null }, REGIME_A)).toEqual(["OTHER"])
})

test("a technical incident is a barrier of its own, another stated reason only where no criterion is unmet", () => {
  const of = (answers: typeof met, partialReason: "TECHNICAL_INCIDENT" | "TECHNICAL_LIMITATION") =>
    barriersOf({ level: "PARTIAL", answers, partialReason }, REGIME_A)
  expect(of(met, "TECHNICAL_LIMITATION")).toEqual(["TECHNICAL"])
  expect(of(failing("PAYMENT") as typeof met, "TECHNICAL_LIMITATION")).toEqual(["PAYMENT"])
  expect(of(failing("PAYMENT") as typeof met, "TECHNICAL_INCIDENT")).toEqual(["PAYMENT", "TECHNICAL"])
})

test("the fall of the payment barrier counts for payment even where another barrier stands", () => {
  const rows = [aService({ barriers: ["PAYMENT", "NO_PRESENCE"] })]
  const { before, after } = whatIf(rows, new Set(), new Set(["PAYMENT"]))
  expect([before.paidOnline.numerator, after.paidOnline.numerator]).toEqual([0, 1])
  expect(after.fullOfAll).toEqual(before.fullOfAll)
})

test("on-site verification is told apart from presence, and payment is named by its subject", () => {
  const of = (subject: string, partialReason: "ON_SITE_VERIFICATION" | "PHYSICAL_PRESENCE") =>
    barriersOf({ level: "PARTIAL", answers: failing(subject), partialReason }, REGIME_A)
  expect(of("NO_PRESENCE", "ON_SITE_VERIFICATION")).toEqual(["ON_SITE_VERIFICATION"])
  expect(of("NO_PRESENCE", "PHYSICAL_PRESENCE")).toEqual(["NO_PRESENCE"])
  expect(of("PAYMENT", "PHYSICAL_PRESENCE")).toEqual(["PAYMENT"])
  expect(paymentOf(failing("PAYMENT"), REGIME_A)).toBe("NOT_ONLINE")
  expect(paymentOf(met, REGIME_A)).toBe("ONLINE")
})

const aService = (over: Partial<JudgedService>): JudgedService => ({
  id: "1",
  procedureCode: "1.000001",
  agencyId: "a",
  level: "PARTIAL",
  barriers: ["PAYMENT"],
  payment: "NOT_ONLINE",
  ...over,
})

test("procedures are counted, not services: two services of one procedure are one, at the level of the higher", () => {
  const half = [aService({ level: "FULL", barriers: [] }), aService({ id: "2" })]
  expect(indicatorsOf(half).fullOfAll).toEqual({ numerator: 1, denominator: 1 })
  expect(indicatorsOf(half).onlineOfAll).toEqual({ numerator: 1, denominator: 1 })
  const partial = [aService({}), aService({ id: "2" })]
  expect(indicatorsOf(partial).fullOfAll).toEqual({ numerator: 0, denominator: 1 })
  expect(whatIf(partial, new Set(["2"])).after.fullOfAll).toEqual({ numerator: 1, denominator: 1 })
})

test("what sector law keeps back is not counted as eligible, until it is raised", () => {
  const bound = [aService({ barriers: ["NO_PRESENCE"] }), aService({ id: "2", procedureCode: "1.000002" })]
  expect(indicatorsOf(bound).fullOfEligible).toEqual({ numerator: 0, denominator: 1 })
  expect(whatIf(bound, new Set(["1"])).after.fullOfEligible).toEqual({ numerator: 1, denominator: 2 })
})

test("a service behind two barriers is not raised by the fall of one", () => {
  const rows = [aService({ barriers: ["PAYMENT", "RESULT"] }), aService({ id: "2" })]
  const fall = (...kinds: BarrierKind[]) => [...raisedServices(rows, new Set(), new Set(kinds))]
  expect(fall("PAYMENT")).toEqual(["2"])
  expect(fall("PAYMENT", "RESULT")).toEqual(["1", "2"])
  expect([...raisedServices(rows, new Set(["1"]), new Set())]).toEqual(["1"])
})

const services = fc.uniqueArray(
  fc
    .record({
      id: fc.string({ minLength: 1 }),
      procedureCode: fc.constantFrom("1.000001", "1.000002", "1.000003", "1.000004"),
      level: fc.constantFrom(...SERVICE_LEVELS),
      barriers: fc.subarray(BARRIER_KINDS, { minLength: 1 }),
      payment: fc.constantFrom("ONLINE" as const, "NOT_ONLINE" as const, "NOT_DUE" as const),
    })
    .map((row) => ({
      ...row,
      agencyId: row.procedureCode < "1.000003" ? "a" : "b",
      barriers: row.level === "FULL" ? [] : row.barriers,
    })),
  { selector: ({ id }) => id },
)
const noLower = (a: Share, b: Share) =>
  a.numerator * Math.max(b.denominator, 1) <= b.numerator * Math.max(a.denominator, 1)

test("raising nothing changes nothing, raising more lowers no share, and agencies sum to the whole", () => {
  fc.assert(
    fc.property(services, fc.nat(), fc.nat(), (rows, one, other) => {
      const none = whatIf(rows, new Set())
      expect(none.after).toEqual(none.before)
      const first = (size: number) => whatIf(rows, new Set(rows.slice(0, size).map(({ id }) => id)))
      const [small, large] = [one % (rows.length + 1), other % (rows.length + 1)].sort((a, b) => a - b)
      const [less, more] = [first(small ?? 0), first(large ?? 0)]
      for (const name of INDICATOR_NAMES) {
        expect(noLower(less.after[name], more.after[name])).toBe(true)
        for (const part of ["numerator", "denominator"] as const)
          expect(less.agencies.reduce((sum, { after }) => sum + after[name][part], 0)).toBe(
            less.after[name][part],
          )
      }
    }),
  )
})

test("every share lies between nothing and all", () => {
  fc.assert(
    fc.property(services, (rows) => {
      for (const { numerator, denominator } of Object.values(indicatorsOf(rows))) {
        expect(numerator).toBeGreaterThanOrEqual(0)
        expect(numerator).toBeLessThanOrEqual(denominator)
      }
    }),
  )
})

test("the work is counted in procedures for each barrier and unit, the share moves where it falls and nowhere else", () => {
  const rows = [
    aService({ id: "1", barriers: ["PAYMENT"] }),
    aService({ id: "2", barriers: ["PAYMENT", "NO_PRESENCE"], procedureCode: "1.000002" }),
    aService({ id: "3", barriers: ["PAYMENT"], procedureCode: "1.000002" }),
    aService({ id: "4", agencyId: "b", barriers: ["PAYMENT"], procedureCode: "1.000003" }),
  ]
  const fallen = new Set<BarrierKind>(["PAYMENT"])
  const at = new Set(["a"])
  const raised = raisedServices(rows, new Set(), fallen, at)
  expect([...raised]).toEqual(["1", "3"])
  expect(effortOf(rows, raised, fallen, at)).toEqual([
    { kind: "PAYMENT", agencyId: "a", services: 3, procedures: 2, raisedProcedures: 2 },
  ])
  const { agencies } = whatIf(rows, raised, fallen, at)
  const share = (agencyId: string) => agencies.find((one) => one.agencyId === agencyId)?.after.fullOfAll
  expect([share("a"), share("b")]).toEqual([
    { numerator: 2, denominator: 2 },
    { numerator: 0, denominator: 1 },
  ])
  const paid = agencies.find((one) => one.agencyId === "b")
  expect(paid?.after.paidOnline).toEqual(paid?.before.paidOnline)
})
