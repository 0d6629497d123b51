import { beforeAll, expect, test } from "vitest"
import { instantOf } from "#models/shared/dates.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import {
  ADMIN,
  administrationOf,
  CHIEF,
  savePeople,
} from "#test/workflows/administration/an-administration.ts"
import { indicatorFigure } from "#workflows/indicators/indicator-figures.server.ts"
import { getFormulaComparison } from "#workflows/screens/formula-comparison.server.ts"
import { draftAddress } from "#workflows/screens/formula-versions.server.ts"
import { getReferenceChangePage } from "#workflows/screens/reference-change-page.server.ts"

const office = officeForAll({ stage: "issued" })

beforeAll(async () => {
  office.clock.set(instantOf("2023-08-01"))
  await savePeople()
})

const proposed = async (over: Record<string, string>) => {
  const { draft, rows, step } = administrationOf(office)
  const of = (await rows("chi-so")).find(({ id }) => id === "766-3.1")
  if (!of) throw new Error("no such indicator")
  const row = { ...of, validFrom: "2023-10-01", ...over }
  const id = await draft("chi-so", "SUCCEED", row, { of })
  return { id, of, step, key: `766-3.1~${row.validFrom}` }
}

test("before the second person confirms a new formula, old and new stand side by side for periods and units", async () => {
  const { id, key, of, step } = await proposed({ numerator: "fullProcedures" })
  await step(id, "change.submitted", ADMIN)
  const page = await getReferenceChangePage(office.d, { changeId: id, actor: CHIEF })
  expect(page.steps).toContain("change.confirmed")
  const trial = page.tried?.trials[0]
  expect(page.tried?.trials).toHaveLength(1)
  expect(trial?.addresses).toEqual({ a: `766-3.1@${of["validFrom"]}`, b: draftAddress(id, key) })
  const { figure } = await indicatorFigure(office.d, {
    indicatorId: "766-3.1",
    periodId: "2023-Q2",
    unitId: null,
  })
  const full = office.edition.entries.filter(({ level }) => level === "FULL")
  expect(trial?.periods.find(({ id: period }) => period === "2023-Q2")).toMatchObject({
    old: figure.text,
    proposed: `${((100 * new Set(full.map((one) => one.procedure.code)).size) / (figure.denominator ?? 0)).toLocaleString("vi-VN", { maximumFractionDigits: 2 })}%`,
  })
  expect(trial?.unitsIn?.id).toBe("2023-Q3")
  expect(trial?.units.length).toBeGreaterThan(1)
  await step(id, "change.confirmed", CHIEF)
  expect((await getReferenceChangePage(office.d, { changeId: id, actor: CHIEF })).tried).toBeNull()
})

test("a proposed formula is compared with the one in force record by record", async () => {
  const { draft, rows } = administrationOf(office)
  const of = (await rows("chi-so")).find(({ id }) => id === "766-1.3")
  const id = await draft(
    "chi-so",
    "SUCCEED",
    { ...of, validFrom: "2024-01-01", numerator: "eligibleProcedures" } as never,
    {
      of: of as never,
    },
  )
  const query = {
    a: `766-1.3@${of?.["validFrom"]}`,
    b: draftAddress(id, "766-1.3~2024-01-01"),
    period: "2023-Q2",
    unit: "",
  }
  const { compared } = await getFormulaComparison(office.d, { actor: ADMIN, query })
  const [numerator, denominator] = compared?.parts ?? []
  const [onlyA, onlyB] = numerator?.between ?? []
  expect((onlyA?.inA ?? 0) + (numerator?.alike?.amount ?? 0)).toBe(numerator?.a)
  expect((onlyB?.inB ?? 0) + (numerator?.alike?.amount ?? 0)).toBe(numerator?.b)
  expect(denominator?.alike?.amount).toBe(denominator?.a)
  expect(compared?.units.length).toBeGreaterThan(0)
  const refusal = await refusalOf(
    getFormulaComparison(office.d, { actor: ADMIN, query: { ...query, b: "du-thao:het:1" } }),
  )
  expect(refusal.message).toContain("Chọn lại")
})

test("a change of name alone is not tried", async () => {
  const { draft, rows } = administrationOf(office)
  const of = (await rows("chi-so")).find(({ id }) => id === "766-2.1")
  const id = await draft("chi-so", "CORRECT", { ...of, name: "Đúng hạn (tên mới)" } as never, {
    of: of as never,
  })
  expect((await getReferenceChangePage(office.d, { changeId: id, actor: CHIEF })).tried).toEqual({
    trials: [],
    left: 0,
  })
})
