import { beforeAll, expect, test } from "vitest"
import { periodOf, periodOn } from "#models/indicator/period.ts"
import { replaceUsageSheets } from "#models/indicator/usage-sheet.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import {
  figureOf,
  indicatorFigure,
  indicatorFigures,
  listsBehind,
  measurePeriods,
} from "#workflows/indicators/indicator-figures.server.ts"
import { aSheet } from "./made-facts.ts"

const office = officeForAll({ stage: "issued" })
const figure = (indicatorId: string, periodId: string, unitId: string | null = null) =>
  indicatorFigure({ clock: office.clock }, { indicatorId, periodId, unitId })

beforeAll(() => office.clock.set(instantOf("2023-08-01")))

test("what was announced in May is in the figures of the second quarter, not of the first", async () => {
  const { edition } = office
  const second = await figure("766-3.1", "2023-Q2")
  expect(second.figure).toMatchObject({ status: "VALUE", readOn: "2023-06-30", denominator: 3 })
  const online = edition.entries.filter(({ level }) => level === "FULL" || level === "PARTIAL")
  expect(second.figure.numerator).toBe(new Set(online.map(({ procedure }) => procedure.code)).size)
  expect((await figure("766-3.1", "2023-Q1")).figure).toMatchObject({
    status: "NO_DATA",
    text: "chưa có số liệu",
    readOn: "2023-03-31",
  })
})

test("behind every figure stand lists that sum to its counts, of the province and of each unit", async () => {
  const units = [null, ...new Set((await findActiveServices()).map(({ unit }) => unit.id))]
  const [measured] = await measurePeriods({ clock: office.clock }, [periodOn("QUARTER", "2023-06-01")])
  if (!measured) throw new Error("no period")
  expect(measured.indicators.length).toBeGreaterThan(30)
  for (const unitId of units)
    for (const indicator of measured.indicators) {
      const told = figureOf(measured, indicator, unitId)
      for (const { name, value, items } of listsBehind(measured, indicator, unitId)) {
        expect(told.counts).toContainEqual({ name, value })
        if (name !== "periodsInYear")
          expect(items.reduce((sum, { amount }) => sum + amount, 0)).toBe(value ?? 0)
      }
    }
})

test("nothing was published before the portals answered, and what had to be is owed", async () => {
  expect((await figure("766-1.2", "2023-Q2")).figure).toMatchObject({
    numerator: 0,
    denominator: 3,
    value: 0,
  })
  expect((await figure("766-3.1a", "2023-Q2")).figure.numerator).toBe(0)
})

test("a commune's figure is of its own dossiers, the province's of all; what is generated is marked", async () => {
  const [service] = await findActiveServices()
  const code = service?.procedureCode ?? ""
  const sheets = ["so-tu-phap", "so-y-te"].map((unitId, at) =>
    aSheet(unitId, "2023-05", [[code, { received: 10 * (at + 1), onlineReceived: 5 }]], {
      generated: at === 1,
    }),
  )
  await office.store.inTransaction((session) => replaceUsageSheets(sheets, session))
  await office.store.inTransaction((session) => replaceUsageSheets(sheets, session))
  const all = await figure("emc-ho-so", "2023-Q2")
  expect(all.figure).toMatchObject({ numerator: 10, denominator: 30, value: 33.33, isGenerated: true })
  expect(all.figure.months).toEqual({ given: 1, of: 3 })
  const one = await figure("emc-ho-so", "2023-Q2", "so-tu-phap")
  expect(one.figure).toMatchObject({ numerator: 5, denominator: 10, isGenerated: false })
  expect((await figure("emc-ho-so", "2023-Q2", "so-xay-dung")).figure.status).toBe("NO_DATA")
})

test("a period to come has no figures, and a month 13 is refused with what to write", async () => {
  const all = await indicatorFigures({ clock: office.clock }, { periodId: "2023-Q4", unitId: null })
  expect(new Set(all.map(({ status }) => status))).toEqual(new Set(["NO_DATA"]))
  const refusal = await refusalOf(figure("766-3.1", "2023-13"))
  expect(refusal.message).toContain("Ghi tháng dạng 2023-03")
  expect(periodOf("2023-13")).toBeNull()
})
