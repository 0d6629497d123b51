import { expect, test } from "vitest"
import { paginate, type Unit } from "#workflows/document-drawing/paginate.ts"

const PAGE = { firstTop: 0, top: 0, bottom: 100 }
const unit = (height: number, more: Partial<Unit> = {}): Unit => ({
  before: 0,
  height,
  keepWithNext: false,
  draw: () => {},
  ...more,
})
const heights = (units: Unit[], page = PAGE) =>
  paginate(units, page).map((placed) => placed.map(({ unit: { height } }) => height))

test("units fill a page and go on with the next", () => {
  expect(heights([unit(40), unit(41), unit(42)])).toEqual([[40, 41], [42]])
})

test("a group row never stands last on a page", () => {
  expect(heights([unit(60), unit(30, { keepWithNext: true }), unit(31)])).toEqual([[60], [30, 31]])
})

test("units kept together that are taller than a page are placed one by one", () => {
  expect(heights([unit(60, { keepWithNext: true }), unit(61)])).toEqual([[60], [61]])
})

test("the gap above is dropped at the top of a page but not below a heading on the first", () => {
  const [first, second] = paginate([unit(95, { before: 5 }), unit(90, { before: 20 })], {
    ...PAGE,
    firstTop: 10,
    bottom: 110,
  })
  expect(first?.[0]?.y).toBe(15)
  expect(second?.[0]?.y).toBe(0)
})

test("a table's header row is drawn again on every page the table goes on", () => {
  const repeated = { height: 10, draw: () => {} }
  const pages = paginate([unit(10), ...Array.from({ length: 5 }, () => unit(40, { repeated }))], PAGE)
  expect(pages.map((placed) => placed.map(({ y, repeatedAt }) => [y, repeatedAt]))).toEqual([
    [
      [0, null],
      [10, null],
      [50, null],
    ],
    [
      [10, 0],
      [50, null],
    ],
    [[10, 0]],
  ])
})

test("a header row is counted before deciding what fits", () => {
  const repeated = { height: 10, draw: () => {} }
  const chain = [unit(5, { keepWithNext: true, repeated }), unit(84, { repeated })]
  expect(heights([unit(50), ...chain, unit(2, { repeated })])).toEqual([[50], [5, 84], [2]])
})
