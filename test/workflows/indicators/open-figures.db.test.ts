import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { replaceUsageSheets } from "#models/indicator/usage-sheet.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { readElsewhere } from "#test/setup/read-csv.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { runScript } from "#test/setup/run-script.ts"
import { getPeriod, measurePeriods } from "#workflows/indicators/indicator-figures.server.ts"
import { OPEN_FILES, openFigureFiles } from "#workflows/indicators/open-figures.ts"
import { getOpenFigureFile, getPublicFigures } from "#workflows/screens/public-figures.server.ts"
import { aSheet } from "./made-facts.ts"

const office = officeForAll({ stage: "issued" })
let folder: string

beforeAll(async () => {
  office.clock.set(instantOf("2023-08-01"))
  const [service] = await findActiveServices()
  const sheet = aSheet(
    "so-tu-phap",
    "2023-05",
    [
      [
        service?.procedureCode ?? "",
        { received: 30, onlineReceived: 7, synchronised: 20, finished: 9, finishedLate: 1 },
      ],
    ],
    { generated: true },
  )
  await office.store.inTransaction((session) => replaceUsageSheets([sheet], session))
  folder = await mkdtemp(join(tmpdir(), "chi-so-"))
  const [measured] = await measurePeriods({ clock: office.clock }, [getPeriod("2023-Q2")])
  if (!measured) throw new Error("no period")
  const files = openFigureFiles(measured, true)
  for (const name of OPEN_FILES) await writeFile(join(folder, name), files[name])
})
afterAll(() => rm(folder, { recursive: true }))

test("a stranger's reader opens the published tables, and recomputing agrees", async () => {
  const results = readElsewhere(new Uint8Array(await readFile(join(folder, "results.csv"))))
  expect(results.length).toBeGreaterThan(40)
  expect(results.some(([, , , status]) => status === "VALUE")).toBe(true)
  const { code, output } = await runScript("recompute", folder)
  expect(output).toContain(`${results.length - 1} kết quả tính lại đều khớp`)
  expect(code).toBe(0)
})

test.each([
  ["results.csv", /(\r\n2023-Q2,,766-3\.1,VALUE,)(\d+)/u],
  ["data.csv", /(\r\n2023-Q2,,received,so-tu-phap [^,]+,)(\d+)/u],
])("one number flipped in %s is found and named", async (name, place) => {
  const path = join(folder, name)
  const before = await readFile(path, "utf8")
  const flipped = before.replace(place, (_, head: string, number: string) => `${head}${Number(number) + 1}`)
  expect(flipped).not.toBe(before)
  await writeFile(path, flipped)
  const { code, output } = await runScript("recompute", folder)
  await writeFile(path, before)
  expect(code).toBe(1)
  expect(output).toMatch(/2023-Q2, toàn tỉnh, \S+: (?:numerator|denominator|value) công bố «/u)
})

test("a folder without the files is said, not taken for agreement", async () => {
  const { code, output } = await runScript("recompute", join(folder, "khong-co"))
  expect(code).toBe(2)
  expect(output).toContain("Cách dùng")
})

test("anyone sees the figures of a quarter that is over, with their files, and of no other period", async () => {
  const page = await getPublicFigures({ clock: office.clock }, "")
  expect(page.period.id).toBe("2023-Q2")
  expect(page.isGenerated).toBe(true)
  expect(page.rows.find(({ id }) => id === "emc-ho-so")).toMatchObject({ numerator: 7, denominator: 30 })
  const file = await getOpenFigureFile(
    { clock: office.clock },
    { periodId: "2023-Q2", file: "results.csv", isTraining: true },
  )
  expect(file).toEqual(new Uint8Array(await readFile(join(folder, "results.csv"))))
  for (const period of ["2023-Q3", "2023-05", "2023-13"])
    expect((await refusalOf(getPublicFigures({ clock: office.clock }, period))).message).toContain(
      "quý đã hết",
    )
})
