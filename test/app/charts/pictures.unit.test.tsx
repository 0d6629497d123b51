import { createCanvas, loadImage } from "@napi-rs/canvas"
import fc from "fast-check"
import { renderToStaticMarkup } from "react-dom/server"
import { SaxesParser, type SaxesTagPlain } from "saxes"
import { expect, test } from "vitest"
import { burnDownShapes } from "#app/components/charts/burn-down-shapes.ts"
import { CHART_FONTS, wrapWords } from "#app/components/charts/chart-frame.tsx"
import { toPng } from "#app/components/charts/chart-png.server.ts"
import { drawPicture, PICTURES } from "#app/components/charts/cockpit-pictures.tsx"
import { WORK_LEFT } from "#models/catalogue-edition/figures/work-left.ts"
import { addDays } from "#models/shared/dates.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { readElsewhere, wouldRun } from "#test/setup/read-csv.ts"
import { toChartCsv } from "#workflows/cockpit/chart-table.ts"
import { forecastTable } from "#workflows/screens/cockpit-forecasts.ts"
import type { Cockpit } from "#workflows/screens/cockpit-page.server.ts"
import { levelsTable, workTable } from "#workflows/screens/cockpit-tables.ts"
import { aCockpit } from "./a-cockpit.ts"

const SIZES = ["wide", "narrow"] as const
const draw = (name: string, cockpit: Cockpit, size: (typeof SIZES)[number] = "wide", isTraining = false) => {
  const picture = PICTURES.find((one) => one.name === name)
  if (!picture) throw new Error(`no picture ${name}`)
  return renderToStaticMarkup(drawPicture(picture, cockpit, { size, isTraining }))
}

type Mark = { name: string; attributes: Record<string, string>; text: string }
/** Every mark of a drawing, read by an XML parser. */
const marksIn = (svg: string): Mark[] => {
  const marks: Mark[] = []
  const parser = new SaxesParser()
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => marks.push({ name, attributes, text: "" }))
  parser.on("text", (text) => {
    const last = marks.at(-1)
    if (last) last.text += text
  })
  parser.write(svg).close()
  return marks
}

test.each(PICTURES.map(({ name }) => name))(
  "%s is one picture with a title, a description and no stray file",
  (name) => {
    for (const size of SIZES) {
      const svg = draw(name, aCockpit(), size)
      const marks = marksIn(svg)
      const [root] = marks
      expect(root?.attributes.role).toBe("img")
      const named = root?.attributes["aria-labelledby"]?.split(" ") ?? []
      expect(named.map((id) => marks.find(({ attributes }) => attributes.id === id)?.name)).toEqual([
        "title",
        "desc",
      ])
      for (const id of named)
        expect(marks.find(({ attributes }) => attributes.id === id)?.text.length).toBeGreaterThan(20)
      expect(svg.length).toBeLessThan(15_000)
      expect(svg).not.toMatch(/NaN|undefined|href|<style|<script/u)
    }
  },
)

test("patterns of one page have names of their own, and each one used is drawn", () => {
  const all = PICTURES.flatMap(({ name }) => SIZES.map((size) => draw(name, aCockpit(), size))).join("")
  const ids = [...all.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const used = [...all.matchAll(/url\(#([^)]+)\)/gu)].map(([, id]) => id)
  expect(used.length).toBeGreaterThan(5)
  expect(used.filter((id) => !ids.includes(id))).toEqual([])
})

test("no words are cut off at either size", () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 12 }), fc.integer({ min: 5, max: 60 }), (text, most) => {
      expect(wrapWords(text, most).join(" ")).toBe(text)
    }),
  )
})

const anyCounts = fc.array(fc.tuple(...[...SERVICE_LEVELS, null].map(() => fc.nat(400))), {
  minLength: 1,
  maxLength: 10,
})
const withLevels = (counts: readonly number[][]): Cockpit => ({
  ...aCockpit(),
  levels: counts.map((own, unit) => ({
    id: `u${unit}`,
    name: `Đơn vị ${unit}`,
    levels: [...SERVICE_LEVELS, null].map((level, place) => ({ level, count: own[place] ?? 0 })),
  })),
})

test("the parts of a unit's bar are the cells of its row and of its line in the file, and add up to its total", () => {
  fc.assert(
    fc.property(anyCounts, (counts) => {
      const cockpit = withLevels(counts)
      const table = levelsTable(cockpit)
      const bars = marksIn(draw("muc-do", cockpit)).filter(({ attributes }) => "data-part" in attributes)
      const [, ...lines] = readElsewhere(toChartCsv(table, false))
      for (const [place, { key, cells }] of table.rows.entries()) {
        const numbers = cells.map(({ count }) => count ?? Number.NaN)
        expect(lines[place]?.slice(1).map(Number)).toEqual(numbers)
        const total = numbers.pop()
        expect(numbers.reduce((sum, one) => sum + one, 0)).toBe(total)
        if (key === "") continue
        const drawn = bars.filter(({ attributes }) => attributes["data-row"] === key)
        expect(drawn.map(({ attributes }) => Number(attributes["data-count"]))).toEqual(
          numbers.filter(Boolean),
        )
      }
      const totals = table.rows.map(({ cells }) => cells.at(-1)?.count ?? 0)
      expect(totals.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(totals.at(-1))
    }),
    { numRuns: 40 },
  )
})

test("the parts of a bar are as long as they count", () => {
  const bars = marksIn(draw("muc-do", aCockpit())).filter(({ attributes }) => "data-part" in attributes)
  expect(bars.length).toBeGreaterThan(20)
  const lengths = bars.map(({ attributes }) => Number(attributes.width) / Number(attributes["data-count"]))
  expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(0.2)
})

test("a burn-down's edges, read back, are the numbers of its table", () => {
  const { work } = aCockpit()
  const box = { left: 0, top: 0, right: 1000, bottom: 1000 }
  const { layers, xOf, yOf } = burnDownShapes(work, "2023-06-30", box)
  expect(work.length).toBeGreaterThan(20)
  for (const { figure, path } of layers)
    for (const { day, left } of work) {
      const top = path.includes(`${xOf(day)},${yOf(left[figure])}`)
      expect({ figure, day, top }).toEqual({ figure, day, top: true })
    }
  expect(workTable(aCockpit()).rows.map(({ cells }) => cells.at(-1)?.count)).toEqual(
    work.map(({ left }) => left[WORK_LEFT[4]]),
  )
})

test("the numbers in the strips are those of the table, on their days", () => {
  const cockpit = aCockpit()
  const cells = marksIn(draw("nhip-viec", cockpit)).filter(({ name }) => name === "tspan")
  const counts = cockpit.strips.rows.flatMap((row) => row.counts).filter((count) => count > 0)
  expect(cells.map(({ text }) => Number(text)).sort()).toEqual([...counts].sort())
})

test("a campaign of one day, and one without a service, are drawn all the same", () => {
  const opened = aCockpit("2023-03-01")
  const empty: Cockpit = {
    ...opened,
    work: [],
    levels: [],
    barriers: [],
    blocked: 0,
    changes: null,
    strips: { ...opened.strips, rows: [] },
  }
  for (const cockpit of [opened, empty])
    for (const { name, says } of PICTURES)
      for (const size of SIZES) {
        expect(draw(name, cockpit, size)).not.toMatch(/NaN|undefined|Infinity/u)
        expect(says(cockpit)).not.toMatch(/NaN|undefined|Infinity/u)
      }
})

test("units beyond a phone's ten are said to be in the table", () => {
  const many = withLevels(Array.from({ length: 30 }, (_, n) => [n + 1, 1, 1, 1, 1]))
  expect(draw("muc-do", many, "narrow")).toContain("10 đơn vị")
  expect(draw("muc-do", many, "wide")).toContain("Đơn vị 29")
})

test("in training every picture and file says so, else none", () => {
  for (const { name, table } of PICTURES) {
    expect(draw(name, aCockpit(), "wide", true)).toContain(TRAINING_MARK.split(" ")[0])
    expect(draw(name, aCockpit())).not.toContain("TẬP HUẤN")
    const marked = readElsewhere(toChartCsv(table(aCockpit()), true))
    expect(marked.slice(1).every((row) => row.at(-1) === TRAINING_MARK)).toBe(true)
  }
})

test("the files have the cells of their tables, and nothing a spreadsheet would run", () => {
  const cockpit = aCockpit()
  const units = cockpit.units.map((unit, place) =>
    place === 0 ? { ...unit, name: "=cmd|' /C calc'!A0" } : unit,
  )
  const evil: Cockpit = {
    ...cockpit,
    units,
    levels: cockpit.levels.map((unit) => ({ ...unit, name: `@${unit.name}` })),
    strips: { ...cockpit.strips, rows: cockpit.strips.rows.map((row) => ({ ...row, name: `+${row.name}` })) },
  }
  for (const table of [...PICTURES.map((picture) => picture.table(evil)), forecastTable(evil)]) {
    const rows = readElsewhere(toChartCsv(table, false))
    expect(rows).toHaveLength(table.rows.length + 1)
    expect(rows[0]).toEqual(table.headings)
    expect(rows.flat().filter(wouldRun)).toEqual([])
    for (const [place, { cells }] of table.rows.entries())
      expect(rows[place + 1]?.slice(1)).toEqual(
        cells.map(({ text, count }) => (count === undefined ? text : String(count))),
      )
  }
})

/** The dots of a picture in which one sign stands, as long as anything is drawn. */
const inkOf = async (sign: string): Promise<string> => {
  const family = CHART_FONTS.map((name) => `'${name}'`).join(", ")
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" font-family="${family}"><text x="2" y="15" font-size="14">${sign}</text></svg>`
  const image = await loadImage(Buffer.from(await toPng(svg)))
  const canvas = createCanvas(40, 40)
  canvas.getContext("2d").drawImage(image, 0, 0)
  return Buffer.from(canvas.getContext("2d").getImageData(0, 0, 40, 40).data).toString("base64")
}

test("every Vietnamese letter shows in a PNG as itself", async () => {
  const vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
  const tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
  const letters = [...vowels.flatMap((vowel) => tones.map((tone) => `${vowel}${tone}`.normalize("NFC"))), "đ"]
  const all = [...letters, ...letters.map((letter) => letter.toLocaleUpperCase("vi"))]
  const inks = await Promise.all(all.map(inkOf))
  expect(new Set(inks).size).toBe(134 + 12)
  expect(inks).not.toContain(await inkOf("\u{10FFFF}"))
  expect(inks).not.toContain(await inkOf(" "))
})

test("a PNG is twice as many dots wide as its picture", async () => {
  const png = Buffer.from(await toPng(draw("tien-do", aCockpit())))
  expect(png.subarray(1, 4).toString()).toBe("PNG")
  expect(png.readUInt32BE(16)).toBe(1920)
})

test("a moved deadline shows both its days", () => {
  const svg = draw("tien-do", aCockpit())
  expect(svg).toContain("07/04 (trước: 31/03)")
  expect(addDays("2023-03-31", 7)).toBe("2023-04-07")
})
