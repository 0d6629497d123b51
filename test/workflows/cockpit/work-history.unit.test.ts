import fc from "fast-check"
import { expect, test } from "vitest"
import { WORK_FIGURES, WORK_LEFT } from "#models/catalogue-edition/figures/work-left.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { addDays } from "#models/shared/dates.ts"
import { leftOn, statesOn, type WorkHistory, workDaysOf } from "#workflows/cockpit/work-history.ts"

const OPENED = "2023-03-01"
const TODAY = "2023-07-01"
const UNITS = ["so-tu-phap", "so-y-te", "so-xay-dung"]

/** Any history: whatever state follows whichever, and a campaign frozen and opened again as it likes. */
const anyHistory: fc.Arbitrary<WorkHistory> = fc
  .record({
    units: fc.array(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 20 }),
    moves: fc.array(
      fc.record({ place: fc.nat(19), on: fc.nat(130), to: fc.constantFrom(...REGISTRATION_STATES) }),
      { maxLength: 60 },
    ),
    campaign: fc.array(
      fc.record({
        on: fc.nat(130),
        to: fc.constantFrom("appraising", "consolidated", "returnedForRevision"),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ units, moves, campaign }) => ({
    openedOn: OPENED,
    registrations: units.map((agencyId, place) => ({ id: `2023-1:${place}`, agencyId })),
    moves: moves
      .map(({ place, on, to }) => ({ id: `2023-1:${place % units.length}`, day: addDays(OPENED, on), to }))
      .sort((a, b) => a.day.localeCompare(b.day)),
    campaignMoves: campaign
      .map(({ on, to }) => ({ day: addDays(OPENED, on), to }))
      .sort((a, b) => a.day.localeCompare(b.day)),
  }))

test("what is left is never less than nothing nor more than all, and each step counts what the one before it counts", () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      for (const { left } of workDaysOf(history, TODAY).get(null) ?? []) {
        expect(left.returnedServices).toBeGreaterThanOrEqual(0)
        expect(left.returnedServices).toBeLessThanOrEqual(left.unregisteredServices)
        const steps = [0, ...WORK_LEFT.map((figure) => left[figure]), history.registrations.length]
        expect(steps).toEqual([...steps].sort((a, b) => a - b))
      }
    }),
  )
})

test("the units' work adds up to the whole, on every day", () => {
  fc.assert(
    fc.property(anyHistory, fc.nat(130), (history, on) => {
      const days = workDaysOf(history, TODAY)
      const units = [...days].filter(([unit]) => unit !== null)
      const day = addDays(OPENED, on)
      for (const figure of WORK_FIGURES)
        expect(units.reduce((sum, [, own]) => sum + leftOn(own, figure, day), 0)).toBe(
          leftOn(days.get(null) ?? [], figure, day),
        )
    }),
  )
})

test("the days begin with the opening, rise, and end today; a day between two changed nothing", () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const days = workDaysOf(history, TODAY).get(null) ?? []
      expect(days[0]?.day).toBe(OPENED)
      expect(days.at(-1)?.day).toBe(TODAY)
      expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].sort())
    }),
  )
})

const one = (
  moves: [day: string, to: string][],
  campaign: [day: string, to: string][] = [],
): WorkHistory => ({
  openedOn: OPENED,
  registrations: [{ id: "2023-1:a", agencyId: "so-tu-phap" }],
  moves: moves.map(([day, to]) => ({ id: "2023-1:a", day, to })),
  campaignMoves: campaign.map(([day, to]) => ({ day, to })),
})
const unapproved = (history: WorkHistory, day: string) =>
  leftOn(workDaysOf(history, TODAY).get(null) ?? [], "unapprovedServices", day)

test("what was not approved when the catalogue was frozen is no work any more, until it is opened again", () => {
  const history = one(
    [["2023-03-10", "registered"]],
    [
      ["2023-04-20", "consolidated"],
      ["2023-05-02", "returnedForRevision"],
    ],
  )
  expect(unapproved(history, "2023-04-19")).toBe(1)
  expect(unapproved(history, "2023-04-20")).toBe(0)
  expect(statesOn(history, "2023-04-25")("2023-1:a")).toBe("leftOut")
  expect(unapproved(history, "2023-05-02")).toBe(1)
})

test("the last step of a day is how it stands at its end", () => {
  const history = one([
    ["2023-03-10", "registered"],
    ["2023-03-10", "returned"],
  ])
  expect(statesOn(history, "2023-03-10")("2023-1:a")).toBe("returned")
  expect(statesOn(history, "2023-03-09")("2023-1:a")).toBe("drafting")
})
