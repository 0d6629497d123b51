import { expect, test } from "vitest"
import { workCalendar } from "#models/shared/working-days.ts"
import { type DaysOfAct, findingsOfDays } from "#workflows/campaign/days-of-act.ts"

/** Signed on Friday 12 May 2023, numbered and issued the same day. */
const AS_IT_SHOULD_BE: DaysOfAct = {
  signedOn: "2023-05-12",
  capacity: { heldFrom: "2021-07-01", heldTo: null },
  certificate: { from: "2023-01-01", to: "2025-12-31" },
  datedOn: "2023-05-12",
  issuedOn: "2023-05-12",
  effect: "SIGNATURE",
}
const CALENDAR = workCalendar([{ day: "2024-01-01" }])
const of = (over: Partial<DaysOfAct>) =>
  findingsOfDays({ ...AS_IT_SHOULD_BE, ...over }, CALENDAR).map(({ rule, weight }) => `${weight} ${rule}`)

const until = (heldTo: string) => ({ heldFrom: "2021-07-01", heldTo })

test.each<[string, Partial<DaysOfAct>, string[]]>([
  ["all on one day", {}, []],
  ["nothing has happened yet", { signedOn: null, datedOn: null, issuedOn: null }, []],
  [
    "numbered and issued on the next working day, after a weekend",
    { datedOn: "2023-05-15", issuedOn: "2023-05-15" },
    [],
  ],
  [
    "signed on the last working day of a year, dated after New Year's Day",
    { signedOn: "2023-12-29", datedOn: "2024-01-02", issuedOn: "2024-01-02" },
    [],
  ],
  ["the capacity ends on the day it is dated", { capacity: until("2023-05-12") }, []],
  [
    "signed on 31/12 under a capacity that ended that day, dated 01/01",
    { signedOn: "2023-12-31", capacity: until("2023-12-31"), datedOn: "2024-01-01", issuedOn: null },
    ["REFUSED DATED_WITHOUT_CAPACITY"],
  ],
  [
    "numbered first, while the signatory's capacity had not begun",
    { signedOn: null, capacity: { heldFrom: "2023-05-13", heldTo: null }, issuedOn: null },
    ["REFUSED DATED_WITHOUT_CAPACITY"],
  ],
  [
    "signed after the capacity ended",
    { capacity: until("2023-05-11"), datedOn: null, issuedOn: null },
    ["REFUSED SIGNED_WITHOUT_CAPACITY"],
  ],
  [
    "signed in December, numbered in February, issued in July",
    { signedOn: "2023-12-20", datedOn: "2024-02-05", issuedOn: "2024-07-01" },
    ["NEEDS_REASON NUMBERED_LATE", "NEEDS_REASON ISSUED_LATE"],
  ],
  [
    "numbered in one year, signed in the next",
    { datedOn: "2023-12-29", signedOn: "2024-01-02", issuedOn: "2024-01-02" },
    ["REFUSED NUMBER_OF_ANOTHER_YEAR"],
  ],
  [
    "numbered in the evening, signed in the morning",
    { datedOn: "2023-05-11" },
    ["NEEDS_REASON DATED_BEFORE_SIGNED"],
  ],
  ["issued two working days later", { issuedOn: "2023-05-16" }, ["NEEDS_REASON ISSUED_LATE"]],
  [
    "the certificate ran out the day before",
    { certificate: { from: "2022-01-01", to: "2023-05-11" } },
    ["REFUSED CERTIFICATE_NOT_VALID"],
  ],
  ["in force from a later day that it names", { effect: "2023-06-01" }, []],
  ["in force from a day before it was signed", { effect: "2023-05-01" }, ["REFUSED EFFECTIVE_BEFORE_SIGNED"]],
  [
    "in force from a day before the one on which it is numbered, not signed yet",
    { signedOn: null, effect: "2023-05-01", issuedOn: null },
    ["REFUSED EFFECTIVE_BEFORE_SIGNED"],
  ],
])("%s", (_, days, expected) => {
  expect(of(days)).toEqual(expected)
})

test("every finding names the days and the article it rests on", () => {
  const found = findingsOfDays(
    { ...AS_IT_SHOULD_BE, capacity: until("2023-05-13"), datedOn: "2023-05-16", issuedOn: "2023-07-03" },
    CALENDAR,
  )
  expect(found).toHaveLength(3)
  for (const { message } of found) {
    expect(message).toMatch(/Điều 1[358] Nghị định số 30\/2020\/NĐ-CP/u)
    expect(message).toContain("/2023")
  }
})
