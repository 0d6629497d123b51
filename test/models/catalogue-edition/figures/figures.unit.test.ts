import fc from "fast-check"
import { expect, test } from "vitest"
import { changeCountsOf, changedRowsOf } from "#models/catalogue-edition/figures/change-lists.ts"
import { editionFiguresOf } from "#models/catalogue-edition/figures/edition-figures.ts"
import { FIGURES, PROCEDURE_FIGURES, SERVICE_FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { sayFigure } from "#models/catalogue-edition/figures/figures-in-text.ts"
import { proposedLevelsOf, reviewFiguresOf } from "#models/catalogue-edition/figures/review-figures.ts"
import {
  highestLevel,
  ROW_FIGURES,
  rowFiguresOf,
  rowListsOf,
} from "#models/catalogue-edition/figures/row-lists.ts"
import { SERVICE_LEVELS, type ServiceLevel } from "#models/shared/levels.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { atEveryLevel } from "#test/setup/a-decision.ts"

const row = (code: string, level: ServiceLevel, agency = "a", field = "f") => ({
  level,
  procedure: { code },
  agency: { id: agency },
  field: { code: field },
})
const someRow = fc
  .tuple(fc.nat(6), fc.constantFrom(...SERVICE_LEVELS), fc.nat(2), fc.nat(2))
  .map(([code, level, agency, field]) => row(`1.00000${code}`, level, `${agency}`, `${field}`))

test("a procedure is at the level of its highest service and counted once", () => {
  const figures = rowFiguresOf([
    row("1.000001", "PARTIAL"),
    row("1.000001", "FULL", "b"),
    row("1.000001", "NOT_PROVIDED", "c"),
    row("1.000002", "INFORMATION_ONLY"),
    row("1.000002", "NOT_PROVIDED", "b"),
  ])
  expect(figures).toMatchObject({ services: 5, onlineServices: 2, procedures: 2, onlineProcedures: 1 })
  expect(figures).toMatchObject({ fullProcedures: 1, partialProcedures: 0, informationOnlyProcedures: 1 })
  expect(highestLevel(["INFORMATION_ONLY", "PARTIAL"])).toBe("PARTIAL")
})

test("every count is the length of its list, and levels add up to services and to procedures", () => {
  fc.assert(
    fc.property(fc.array(someRow, { maxLength: 30 }), (rows) => {
      const figures = rowFiguresOf(rows)
      const lists = rowListsOf(rows)
      for (const name of ROW_FIGURES) expect(figures[name]).toBe(lists[name].length)
      const sum = (names: readonly (keyof typeof figures)[]) =>
        names.reduce((total, name) => total + figures[name], 0)
      expect(sum(Object.values(SERVICE_FIGURES))).toBe(rows.length)
      expect(sum(["fullServices", "partialServices"])).toBe(figures.onlineServices)
      expect(sum(Object.values(PROCEDURE_FIGURES))).toBe(figures.procedures)
      expect(sum(["fullProcedures", "partialProcedures"])).toBe(figures.onlineProcedures)
      for (const { rows: ofOne, id } of lists.procedures)
        expect(ofOne).toEqual(rows.filter(({ procedure }) => procedure.code === id))
      expect(lists.agencies.flatMap(({ rows: ofOne }) => ofOne)).toHaveLength(rows.length)
    }),
  )
})

test("each row of an edition is in one kind of change, and an amendment's row that is no longer online is withdrawn", () => {
  for (const kind of ["ANNUAL", "AMENDMENT"] as const) {
    const edition = aFrozenEdition({ rows: 44, kind, change: atEveryLevel })
    const counts = changeCountsOf(edition)
    const inIt = counts.NEW + counts.RAISED + counts.LOWERED + counts.KEPT
    expect(inIt + changedRowsOf(edition, "WITHDRAWN").length).toBe(44)
    expect(counts.WITHDRAWN).toBe(
      kind === "ANNUAL" ? edition.removed.length : 44 - editionFiguresOf(edition).onlineServices,
    )
    expect(editionFiguresOf(edition)).toMatchObject({
      newServices: counts.NEW,
      withdrawnServices: counts.WITHDRAWN,
    })
  }
})

test("figures of a frozen edition are its stored totals", () => {
  const edition = aFrozenEdition({ rows: 60, change: atEveryLevel })
  const figures = editionFiguresOf(edition)
  expect(figures.services).toBe(edition.totals.entries)
  for (const level of SERVICE_LEVELS)
    expect(figures[SERVICE_FIGURES[level]]).toBe(edition.totals.levels[level])
})

test("what a campaign reviews is approved, finished otherwise or left out, and its levels add up", () => {
  const counts = [
    { state: "approved", level: "FULL" as const, count: 4 },
    { state: "withdrawn", level: "FULL" as const, count: 2 },
    { state: "drafting", level: null, count: 3 },
    { state: "consulting", level: "PARTIAL" as const, count: 1 },
  ]
  expect(reviewFiguresOf(counts)).toEqual({ reviewedServices: 10, approvedServices: 4, leftOutServices: 4 })
  expect(proposedLevelsOf(counts).map(({ count }) => count)).toEqual([6, 1, 0, 0, 3])
})

test("no two counts have the same name, and a name says of what it is", () => {
  const figures = Object.values(FIGURES)
  for (const part of ["noun", "label", "definition"] as const)
    expect(new Set(figures.map((figure) => figure[part])).size, part).toBe(figures.length)
  for (const { of, noun } of figures) {
    if (of === "SERVICE") expect(noun).toMatch(/^dịch vụ công/u)
    if (of === "PROCEDURE") expect(noun).toMatch(/^thủ tục hành chính/u)
  }
  expect(sayFigure("onlineServices", 1132)).toBe("1.132 dịch vụ công trực tuyến")
})
