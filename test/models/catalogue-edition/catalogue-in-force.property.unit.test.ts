import fc from "fast-check"
import { expect, test } from "vitest"
import { RECALL_OUTCOMES } from "#models/campaign/recall-outcome.ts"
import { editionsInForceOn, rowsInForce } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import { addDays, instantOf } from "#models/shared/dates.ts"
import { anEntry, anIssuedEdition } from "./an-issued-edition.ts"

const FIRST = "2023-01-02"
const SERVICES = ["1.000001", "1.000002", "1.000003", "1.000004", "1.000005"]

const rows = fc.subarray(SERVICES, { minLength: 1 })
/** One act of the office, some days after the one before; `pick` chooses which edition it is about. */
const anAct = fc.record({
  gap: fc.nat({ max: 9 }),
  pick: fc.nat(),
  act: fc.oneof(
    fc.record({ kind: fc.constant("ANNUAL" as const), rows }),
    fc.record({ kind: fc.constant("AMENDMENT" as const), rows, asBefore: fc.boolean() }),
    fc.record({ kind: fc.constant("ERRATUM" as const) }),
    fc.record({ kind: fc.constant("RECALL" as const), follows: fc.constantFrom(...RECALL_OUTCOMES) }),
  ),
})
type Act = typeof anAct extends fc.Arbitrary<infer A> ? A : never

type Chain = { issued: IssuedEdition[]; end: string }

/** The acts carried out one after another, as the store would keep them; one that makes no sense then is left out. */
function carriedOut(acts: readonly Act[]): Chain {
  const issued: IssuedEdition[] = []
  let day = FIRST
  for (const { gap, pick, act } of acts) {
    day = addDays(day, gap)
    const at = instantOf(day, "10:00:00").toISOString()
    if (act.kind === "ANNUAL" || act.kind === "AMENDMENT") {
      const annual = annualSlowly(issued, day)
      if (act.kind === "AMENDMENT" && !annual) continue
      const chained = act.kind === "AMENDMENT" && act.asBefore
      const before = chained
        ? issued.findLast((one) => one.kind === "AMENDMENT" && annual && belongsTo(annual, one, issued))
        : undefined
      const sequence = issued.length + 1
      issued.push(
        anIssuedEdition({
          sequence,
          kind: act.kind,
          amends: act.kind === "AMENDMENT" ? ((before ?? annual)?.editionId ?? null) : null,
          decision: { number: `${sequence}`, symbol: "QĐ-UBND", day },
          entries: act.rows.map((code) => anEntry(code, `Thủ tục ${code}`, { note: `theo số ${sequence}` })),
        }),
      )
      continue
    }
    const at_ = issued.length > 0 ? pick % issued.length : -1
    const chosen = issued[at_]
    if (!chosen) continue
    if (act.kind === "ERRATUM")
      issued[at_] = { ...chosen, errata: [...chosen.errata, { letter: "01", text: "Lỗi chính tả", at }] }
    else if (!chosen.recalled)
      issued[at_] = { ...chosen, recalled: { at, reason: "Sai thẩm quyền", follows: act.follows } }
  }
  return { issued, end: addDays(day, 1) }
}

const isGone = ({ recalled }: IssuedEdition, by: string): boolean =>
  recalled !== null && new Date(Date.parse(recalled.at) + 7 * 3600_000).toISOString().slice(0, 10) <= by

/** Goes through the days from the beginning and keeps which annual decision is in force and which one each had replaced. */
function annualSlowly(issued: readonly IssuedEdition[], day: string): IssuedEdition | null {
  const replaced = new Map<IssuedEdition, IssuedEdition | null>()
  let current: IssuedEdition | null = null
  for (let at = FIRST; at <= day; at = addDays(at, 1)) {
    for (const one of issued)
      if (one.kind === "ANNUAL" && one.decision.day === at) {
        replaced.set(one, current)
        current = one
      }
    while (current && isGone(current, at))
      current = current.recalled?.follows === "FORMER_RETURNS" ? (replaced.get(current) ?? null) : null
  }
  return current
}

/** An amendment belongs to the annual decision its chain of names ends at. */
const belongsTo = (annual: IssuedEdition, one: IssuedEdition, issued: readonly IssuedEdition[]): boolean =>
  one === annual || issued.some((named) => named.editionId === one.amends && belongsTo(annual, named, issued))

/** The slow way: looks every service up in every decision, newest first. Returns `service → number of the decision`. */
function slowly({ issued }: Chain, day: string): Map<string, string> {
  const current = annualSlowly(issued, day)
  const found = new Map<string, string>()
  if (!current) return found
  for (const code of SERVICES)
    for (const one of [...issued].reverse()) {
      if (one.decision.day > day || isGone(one, day) || !carries(one, code)) continue
      if (!belongsTo(current, one, issued)) continue
      found.set(`${code}.01@ubnd-cap-xa`, one.decision.number)
      break
    }
  return found
}

const entriesOf = new WeakMap<() => unknown, Set<string>>()
const carries = (one: IssuedEdition, code: string) => entriesOf.get(one.load)?.has(code) ?? false

async function read(one: IssuedEdition) {
  const edition = await one.load()
  entriesOf.set(one.load, new Set(edition.entries.map(({ procedure }) => procedure.code)))
  return { ...one, edition }
}

// A failure prints the seed and the shortest chain of acts.
test("whatever is issued, amended, corrected and recalled, each day has exactly the rows of the decisions in force", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anAct, { maxLength: 14 }), async (acts) => {
      const chain = carriedOut(acts)
      const all = new Map<string, Awaited<ReturnType<typeof read>>>()
      for (const one of chain.issued) all.set(one.editionId, await read(one))
      for (let day = FIRST; day <= chain.end; day = addDays(day, 1)) {
        const found = editionsInForceOn([...chain.issued].reverse(), day)
        const parts = found
          ? [found.base, ...found.amendments].map(({ editionId }) => all.get(editionId))
          : []
        const [base, ...amendments] = parts.filter((part) => part !== undefined)
        const inForce = base ? rowsInForce(base, amendments) : []
        const ids = inForce.map(({ entry }) => entry.serviceId)
        expect(new Set(ids).size, "no row twice").toBe(ids.length)
        for (const { entry, standsOn } of inForce) {
          const on = all.get(standsOn.editionId)
          expect(on?.edition.entries, "every row is one of its decision's").toContainEqual(entry)
          if (on?.recalled) expect(on.recalled.at > instantOf(addDays(day, 1)).toISOString()).toBe(true)
        }
        const standing = new Map(
          inForce.map(({ entry, standsOn }) => [entry.serviceId, standsOn.number.split("/")[0]]),
        )
        expect(new Map([...standing].sort()), `rows of ${day}`).toEqual(
          new Map([...slowly(chain, day)].sort()),
        )
      }
    }),
    { numRuns: 400 },
  )
})
