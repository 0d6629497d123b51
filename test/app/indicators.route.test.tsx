import type { LoaderFunctionArgs } from "@remix-run/node"
import { afterEach, beforeEach, expect, test } from "vitest"
import { loader as list } from "#app/routes/_van-phong.chi-so._index.tsx"
import { loader as page } from "#app/routes/_van-phong.chi-so.$indicatorId.tsx"
import { loader as download } from "#app/routes/_van-phong.chi-so.$indicatorId_.tep.$file.ts"
import { loader as between } from "#app/routes/_van-phong.chi-so.so-sanh[.]csv.ts"
import { TRAINING_HEADING } from "#models/shared/training-mark.ts"
import { INDICATORS } from "#seeds/reference/indicators.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let cookie: string

beforeEach(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store, { stage: "issued", signing: office.runtime.signing })
  cookie = await office.signedIn({ role: "COORDINATOR" })
})
afterEach(() => office.close())

const ask = (path: string, params: Record<string, string> = {}): LoaderFunctionArgs => ({
  ...office.ask(path, { cookie }),
  params,
})
const pageOf = (indicatorId: string, search: string) =>
  page(ask(`/chi-so/${indicatorId}${search}`, { indicatorId }))
const file = (name: string) =>
  download(ask(`/chi-so/766-1.3/tep/${name}?period=2023-Q1`, { indicatorId: "766-1.3", file: name }))

test("the list names every indicator of the quarter; its number leads to a list of as many lines", async () => {
  const { rows, period } = await list(ask("/chi-so?period=2023-Q1"))
  expect(period.label).toBe("quý I/2023")
  expect(rows.map(({ id }) => id)).toContain("766-3.1")
  const complete = rows.find(({ id }) => id === "766-1.3")
  const behind = await pageOf("766-1.3", "?period=2023-Q1&count=procedures")
  expect(behind.list?.total).toBe(complete?.denominator)
  expect(behind.list?.items).toHaveLength(behind.list?.total ?? -1)
  expect(behind.words.denominator).toBe("[Thủ tục của tỉnh]")
})

test("what nobody has the data for is said, in the list, on the page and in the trend", async () => {
  const found = await pageOf("766-2.1", "?period=2023-Q1")
  expect(found.figure.text).toBe("chưa có số liệu")
  expect(found.trend.map(({ value }) => value)).toEqual(Array.from({ length: 8 }, () => null))
})

test("an address with a month 13 or an indicator there is none of is answered in words", async () => {
  await expect(list(ask("/chi-so?period=2023-13"))).rejects.toMatchObject({ init: { status: 404 } })
  await expect(pageOf("khong-co", "")).rejects.toMatchObject({ init: { status: 404 } })
})

test("trend and units come as CSV, the picture as PNG and SVG; other names are 404", async () => {
  const [headings] = await readElsewhere(new Uint8Array(await (await file("xu-huong.csv")).arrayBuffer()))
  expect(headings).toEqual(["Kỳ", "Giá trị", "Chỉ tiêu", TRAINING_HEADING])
  const units = await readElsewhere(new Uint8Array(await (await file("don-vi.csv")).arrayBuffer()))
  expect(units.length).toBeGreaterThan(1)
  const png = new Uint8Array(await (await file("xu-huong.png")).arrayBuffer())
  expect([...png.slice(1, 4)]).toEqual([...Buffer.from("PNG")])
  expect(await (await file("xu-huong.svg")).text()).toContain("<title")
  await expect(file("khac.csv")).rejects.toMatchObject({ status: 404 })
})

const address = (indicatorId: string) =>
  `${indicatorId}@${INDICATORS.find(({ id }) => id === indicatorId)?.validFrom}`

test("all records between two formulas come as a file, and nothing where none were chosen", async () => {
  const csv = await between(
    ask(`/chi-so/so-sanh.csv?a=${address("766-1.3")}&b=${address("766-3.1a")}&period=2023-Q1`),
  )
  const rows = await readElsewhere(new Uint8Array(await csv.arrayBuffer()))
  expect(rows[0]).toContain("A đếm")
  expect(rows[0]).toContain(TRAINING_HEADING)
  expect(rows.length).toBeGreaterThan(1)
  await expect(between(ask("/chi-so/so-sanh.csv"))).rejects.toMatchObject({ status: 404 })
})
