import { expect, test } from "vitest"
import { typedDay, typedDayOrNothing } from "#models/shared/typed-day.ts"

const messageOf = (schema: typeof typedDayOrNothing | ReturnType<typeof typedDay>, typed: unknown) =>
  schema.safeParse(typed).error?.issues.map(({ message }) => message)

test.each([
  ["5/3/2023", "2023-03-05"],
  [" 05/03/2023 ", "2023-03-05"],
  ["05-03-2023", "2023-03-05"],
  ["29.02.2024", "2024-02-29"],
  ["2023-03-05", "2023-03-05"],
])("a day typed as «%s» is read", (typed, day) => {
  expect(typedDay("Ghi ngày.").parse(typed)).toBe(day)
  expect(typedDayOrNothing.parse(typed)).toBe(day)
})

test.each(["29/02/2023", "31/4/2023", "3/13/2023", "mai", "05/03/23"])(
  "«%s» is refused in words that say how to write a day",
  (typed) => {
    const said = [`«${typed}» không phải là một ngày. Ghi ngày/tháng/năm, ví dụ 05/03/2023.`]
    expect(messageOf(typedDay("Ghi ngày."), typed)).toEqual(said)
    expect(messageOf(typedDayOrNothing, typed)).toEqual(said)
  },
)

test("a day that must be given is asked for, another may stay empty", () => {
  for (const missing of ["", undefined])
    expect(messageOf(typedDay("Ghi ngày."), missing)).toEqual(["Ghi ngày."])
  expect(typedDayOrNothing.parse("  ")).toBe("")
})
