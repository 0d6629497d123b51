import { expect, test } from "vitest"
import { nextWorkingDay } from "#models/shared/working-days.ts"
import { HOLIDAYS } from "#seeds/reference/holidays.ts"
import { signedDecision } from "#workflows/screens/overdue-issue.ts"

const holidays = new Set(HOLIDAYS.map(({ day }) => day))

test.each([
  ["2023-05-10", "2023-05-11", "an ordinary Wednesday"],
  ["2023-05-12", "2023-05-15", "a Friday"],
  ["2023-04-28", "2023-05-04", "before 30/4 and 1/5 with the days given for them"],
])("after %s the office works again on %s: %s", (day, next) => {
  expect(nextWorkingDay(day, holidays)).toBe(next)
})

const campaign = (value: string, signedOn: string | null, numberFirst = false) =>
  ({
    id: "2023-1",
    workflow: { value, context: { signed: signedOn ? { signedOn } : null, numberFirst } },
  }) as unknown as Parameters<typeof signedDecision>[0]

test.each([
  ["signed", "Cấp số, ngày cho quyết định"],
  ["numbered", "Ký số cơ quan"],
  ["sealed", "Phát hành quyết định"],
])(
  "a decision that is %s is to be out by the next working day, and what it waits for is named",
  (state, title) => {
    const at = (today: string) => signedDecision(campaign(state, "2023-05-12"), today, holidays)
    expect(at("2023-05-12")).toMatchObject({ dueOn: "2023-05-15", isLate: false, step: { title } })
    expect(at("2023-05-15")?.isLate).toBe(false)
    expect(at("2023-05-16")?.isLate).toBe(true)
  },
)

test("nothing is raised before the signature or after the issue", () => {
  expect(signedDecision(campaign("submittedForSignature", null), "2023-06-01", holidays)).toBeNull()
  expect(signedDecision(campaign("numbered", null, true), "2023-06-01", holidays)).toBeNull()
  expect(signedDecision(campaign("issued", "2023-05-12"), "2023-06-01", holidays)).toBeNull()
})
