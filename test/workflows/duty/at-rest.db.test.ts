import { expect, test, vi } from "vitest"
import { systemClock } from "#models/shared/clock.ts"
import { addDays, dayOf, instantOf } from "#models/shared/dates.ts"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { officeDuty } from "#workflows/office-duty.server.ts"

const office = officeForEach()

/** A duty that runs all the time; how often it looked for something to send, and how often it went through the deadlines. */
const startedDuty = () => {
  const looked = { toSend: 0, throughDeadlines: 0 }
  const duty = officeDuty(
    {
      ...office.d,
      reference: {
        ...office.d.reference,
        workCalendar: () => {
          looked.throughDeadlines++
          return office.d.reference.workCalendar()
        },
      },
      leaseClock: systemClock,
      logger: { error: vi.fn() },
      portals: async () => {
        looked.toSend++
        return {}
      },
    },
    1,
  )
  /** Lets the duty look so many times more. */
  const rounds = (count: number) => {
    const until = looked.toSend + count
    return vi.waitFor(() => expect(looked.toSend).toBeGreaterThanOrEqual(until), {
      timeout: 30_000,
      interval: 2,
    })
  }
  return { duty, looked, rounds }
}

test("an office where nothing happens is gone through once; an act, another day and a wish to know go through it again", async () => {
  const { duty, looked, rounds } = startedDuty()
  duty.start()
  try {
    await rounds(4)
    const atRest = looked.throughDeadlines
    expect(atRest).toBeGreaterThan(0)
    await rounds(6)
    expect(looked.throughDeadlines).toBe(atRest)

    await proposeByRules(office.d, { campaignId: office.campaignId, staff: office.staff })
    await rounds(4)
    const afterAct = looked.throughDeadlines
    expect(afterAct).toBeGreaterThan(atRest)

    office.clock.set(instantOf(addDays(dayOf(office.clock.now()), 1), "08:00:00"))
    await rounds(4)
    const nextDay = looked.throughDeadlines
    expect(nextDay).toBeGreaterThan(afterAct)

    await duty.runNow()
    expect(looked.throughDeadlines).toBeGreaterThan(nextDay)
  } finally {
    await duty.stop()
  }
})
