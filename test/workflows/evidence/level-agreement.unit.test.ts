import fc from "fast-check"
import { expect, test } from "vitest"
import { isOnlineLevel, SERVICE_LEVELS } from "#models/shared/levels.ts"
import {
  compareLevels,
  connectionGaps,
  type OurLevel,
  type TheirLevel,
} from "#workflows/evidence/level-agreement.ts"

const asked = {
  listDay: "2023-06-20",
  today: "2023-06-30",
  calendar: { daysOff: new Set<string>(), daysWorked: new Set<string>() },
  mendDays: 5,
  ownerOf: (code: string) => (code === "1.000005" ? "so-y-te" : null),
}
const our = (code: string, level: OurLevel["level"], decidedOn = "2023-05-31"): OurLevel => ({
  code,
  name: `Thủ tục ${code}`,
  level,
  agencyId: "so-tu-phap",
  decidedOn,
})
const their = (code: string, level: TheirLevel["level"]): TheirLevel => ({ code, name: "", level })

test("levels told too high are worst, then what is missing there, then what is told too low", () => {
  const { compared, agreeing, disagreements } = compareLevels(
    [
      our("1.000001", "FULL"),
      our("1.000002", "PARTIAL"),
      our("1.000003", "FULL"),
      our("1.000004", "FULL"),
      our("1.000006", "INFORMATION_ONLY"),
      our("1.000007", "INFORMATION_ONLY"),
    ],
    [
      their("1.000001", "FULL"),
      their("1.000002", "FULL"),
      their("1.000003", "PARTIAL"),
      their("1.000005", "PARTIAL"),
      their("1.000006", "NOT_PROVIDED"),
      their("1.000007", "PARTIAL"),
    ],
    asked,
  )
  expect({ compared, agreeing }).toEqual({ compared: 7, agreeing: 2 })
  expect(disagreements.map(({ code, severity, fix, agencyId }) => [code, severity, fix, agencyId])).toEqual([
    ["1.000002", "HIGH", "LOWER_THERE", "so-tu-phap"],
    ["1.000007", "HIGH", "LOWER_THERE", "so-tu-phap"],
    ["1.000005", "HIGH", "REMOVE_THERE", "so-y-te"],
    ["1.000004", "MEDIUM", "SEND_AGAIN", "so-tu-phap"],
    ["1.000003", "LOW", "RAISE_THERE", "so-tu-phap"],
  ])
})

test("a list older than a decision settles nothing of what it decided, nor of what is in no catalogue since", () => {
  const { disagreements } = compareLevels(
    [our("1.000002", "PARTIAL"), our("1.000008", "FULL", "2023-06-25")],
    [their("1.000002", "FULL"), their("1.000005", "PARTIAL")],
    asked,
  )
  expect(disagreements.map(({ code, severity, fix }) => [code, severity, fix])).toEqual([
    ["1.000002", "HIGH", "LOWER_THERE"],
    ["1.000005", "UNSETTLED", "NEWER_LIST"],
    ["1.000008", "UNSETTLED", "NEWER_LIST"],
  ])
})

test("the clock runs from the decision, five working days, and is late after them", () => {
  const [late] = compareLevels([our("1.000001", "FULL")], [], asked).disagreements
  expect(late).toMatchObject({ since: "2023-05-31", days: 30, due: "2023-06-07", isLate: true })
  const [fresh] = compareLevels([our("1.000001", "FULL", "2023-06-20")], [], {
    ...asked,
    today: "2023-06-27",
  }).disagreements
  expect(fresh).toMatchObject({ since: "2023-06-20", days: 7, due: "2023-06-27", isLate: false })
})

test("every procedure either side names is either agreed on or a difference, once", () => {
  const level = fc.constantFrom(...SERVICE_LEVELS)
  const code = fc.integer({ min: 1, max: 9 }).map((at) => `1.00000${at}`)
  const once = <Row extends { code: string }>(rows: Row[]) => [
    ...new Map(rows.map((row) => [row.code, row])).values(),
  ]
  fc.assert(
    fc.property(
      fc.array(fc.tuple(code, level)).map((rows) => once(rows.map(([one, at]) => our(one, at)))),
      fc.array(fc.tuple(code, level)).map((rows) => once(rows.map(([one, at]) => their(one, at)))),
      (ours, theirs) => {
        const { compared, agreeing, disagreements } = compareLevels(ours, theirs, asked)
        expect(compared).toBe(new Set([...ours, ...theirs].map((row) => row.code)).size)
        expect(agreeing + disagreements.length).toBe(compared)
        for (const one of disagreements)
          expect(one.ours !== null && isOnlineLevel(one.ours) ? one.ours : null).not.toBe(
            one.theirs !== null && isOnlineLevel(one.theirs) ? one.theirs : null,
          )
      },
    ),
  )
})

test("days between decision and portal: the middle one, the longest, and what still waits until today", () => {
  const record = (recordId: string, liveOn: string | null) => ({
    target: "national",
    recordId,
    decidedOn: "2023-05-31",
    liveOn,
  })
  expect(
    connectionGaps([record("a", "2023-06-01"), record("b", "2023-06-05"), record("c", null)], "2023-06-30"),
  ).toEqual([
    {
      target: "national",
      sent: 3,
      live: 2,
      middle: 5,
      longest: 30,
      waiting: [{ recordId: "c", days: 30 }],
    },
  ])
  expect(connectionGaps([], "2023-06-30")).toEqual([])
})
