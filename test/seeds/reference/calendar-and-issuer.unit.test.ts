import { expect, test } from "vitest"
import { isValidOn } from "#models/shared/dates.ts"
import { HOLIDAYS as DAYS } from "#seeds/reference/holidays.ts"
import { ISSUERS, issuerOn } from "#seeds/reference/issuer.ts"
import { PORTAL_TARGETS } from "#seeds/reference/portal-targets.ts"

const weekday = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay()
const HOLIDAYS = DAYS.filter(({ kind }) => kind === "OFF")
const WORKED = DAYS.filter(({ kind }) => kind === "WORK")
const isWeekend = (day: string): boolean => weekday(day) === 0 || weekday(day) === 6

test("holidays stand in order, each day once, for every year from 2022 to 2027", () => {
  const days = DAYS.map(({ day }) => day)
  expect(days).toEqual([...new Set(days)].sort())
  for (const day of days) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day)
  expect([...new Set(days.map((day) => day.slice(0, 4)))]).toEqual([
    "2022",
    "2023",
    "2024",
    "2025",
    "2026",
    "2027",
  ])
})

test("every year has the holidays of the Labour Code", () => {
  for (const year of ["2022", "2023", "2024", "2025", "2026", "2027"]) {
    const named = (name: string) =>
      HOLIDAYS.filter((holiday) => holiday.day.startsWith(year) && holiday.name === name)
    for (const day of ["01-01", "04-30", "05-01", "09-02"])
      expect(
        HOLIDAYS.some((holiday) => holiday.day === `${year}-${day}`),
        `${year}-${day}`,
      ).toBe(true)
    expect(named("Tết Nguyên đán").length, year).toBe(5)
    expect(named("Giỗ Tổ Hùng Vương").length, year).toBe(1)
    expect(named("Quốc khánh 2/9").length, year).toBe(2)
  }
})

test("a day in lieu or a bridge day is a working weekday otherwise", () => {
  for (const { day, name } of HOLIDAYS)
    if (/^(Nghỉ bù|Hoán đổi)/.test(name)) expect(isWeekend(day), day).toBe(false)
})

test("a holiday on a weekend has its day in lieu", () => {
  const count = (year: string, test: (holiday: (typeof HOLIDAYS)[number]) => boolean) =>
    HOLIDAYS.filter((holiday) => holiday.day.startsWith(year) && test(holiday)).length
  for (const year of ["2022", "2023", "2024", "2025", "2026", "2027"]) {
    const own = count(year, ({ day, name }) => isWeekend(day) && !name.startsWith("Nghỉ bù"))
    expect(
      count(year, ({ name }) => name.startsWith("Nghỉ bù")),
      year,
    ).toBe(own)
  }
})

test("days worked in exchange are Saturdays, one for every bridge day that was decided", () => {
  expect(WORKED.every(({ day }) => weekday(day) === 6)).toBe(true)
  const bridges = HOLIDAYS.filter(({ name }) => name.startsWith("Hoán đổi"))
  expect(bridges.filter(({ announced }) => announced)).toHaveLength(WORKED.length)
  expect(bridges.filter(({ announced }) => !announced).map(({ day }) => day)).toEqual(["2026-11-23"])
})

test("24/11 is a day off since 2026, and Tết 2027 lasts from 04/02 to 10/02", () => {
  const off = new Set(HOLIDAYS.map(({ day }) => day))
  expect(["2025-11-24", "2026-11-24", "2027-11-24"].map((day) => off.has(day))).toEqual([false, true, true])
  const tet = ["03", "04", "05", "06", "07", "08", "09", "10", "11"].map((day) => off.has(`2027-02-${day}`))
  expect(tet).toEqual([false, true, true, true, true, true, true, true, false])
})

test("the issuer of a day is one, and changes with the merger", () => {
  for (const day of ["2004-01-01", "2023-05-15", "2025-06-30", "2025-07-01", "2030-01-01"])
    expect(
      ISSUERS.filter((dated) => isValidOn(dated, day)),
      day,
    ).toHaveLength(1)
  expect(issuerOn("2025-06-30").provinceUpper).toBe("TỈNH ĐẮK NÔNG")
  expect(issuerOn("2025-07-01").provinceUpper).toBe("TỈNH LÂM ĐỒNG")
  expect(() => issuerOn("2003-12-31")).toThrow("2003-12-31")
})

test("recipients open with the implementers, end with the records office, and carry no marks of layout", () => {
  for (const { issuer } of ISSUERS) {
    expect(issuer.recipients[0]).toBe("Như Điều 4")
    expect(issuer.submissionRecipients[0]).toBe("Như trên")
    for (const list of [issuer.recipients, issuer.submissionRecipients]) {
      expect(list.at(-1)).toMatch(/^Lưu: VT, /)
      for (const line of list) expect(line).not.toMatch(/^-|[;.]$/)
    }
    expect(issuer.implementers).not.toMatch(/[;.]$/)
  }
})

test("three portals are served in 2023, each at its own address", () => {
  const targets = PORTAL_TARGETS.filter((target) => isValidOn(target, "2023-06-01"))
  expect(targets.map(({ id }) => id)).toEqual(["cong-tinh", "cong-quoc-gia", "du-lieu-mo"])
  for (const { id, url } of targets) expect(new URL(url).pathname).toBe(`/${id}`)
})
