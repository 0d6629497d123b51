import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { parse } from "csv-parse/sync"
import { describe, expect, test } from "vitest"
import { faultOf, testsIn } from "#test/setup/test-titles.ts"

const ROOT = join(import.meta.dirname, "../..")
const LIST = join(ROOT, "../shared/data/asvs/asvs-5.0.0-l1-l2.csv")

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; of those that have none, none. */
const REQUIREMENTS = `
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3
11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5
14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2`

const IDS = REQUIREMENTS.trim()
  .split(/\s+/)
  .flatMap((one) => {
    const [section = "", count = ""] = one.split(":")
    return Array.from({ length: Number(count) }, (_, index) => `V${section}.${index + 1}`)
  })

type Row = { id: string; state: string; where: string; test: string; reason: string }
const rows = parse<Row>(readFileSync(join(ROOT, "docs/asvs.csv"), "utf8"), { columns: true })
const partsOf = (cell: string): string[] => cell.split(" | ").filter((part) => part !== "")

test("every requirement of levels 1 and 2 stands once, in its order", () => {
  expect(IDS).toHaveLength(253)
  expect(rows.map(({ id }) => id)).toEqual(IDS)
})

if (!existsSync(LIST)) console.info(`ASVS IDS NOT HELD AGAINST THE LIST: ${LIST} is not here`)
test.runIf(existsSync(LIST))("they are those of the list beside the project", () => {
  const listed = parse<{ id: string }>(readFileSync(LIST, "utf8"), { columns: true })
  expect(IDS).toEqual(listed.map(({ id }) => id))
})

test("each is met, not to be applied or open, and says what its state asks for", () => {
  const faults = rows.flatMap(({ id, state, test: named, reason }) => {
    if (state === "met") return partsOf(named).length === 0 ? [`${id}: met, and no test says so`] : []
    if (state !== "n/a" && state !== "open") return [`${id}: no such state «${state}»`]
    if (partsOf(named).length > 0) return [`${id}: a test stands where nothing is claimed`]
    return reason.trim().length < 10 ? [`${id}: ${state} without a reason`] : []
  })
  expect(faults).toEqual([])
})

test("every test that stands for a requirement is there and is not skipped", () => {
  const named = rows.flatMap(({ id, test: cell }) => partsOf(cell).map((one) => ({ id, one })))
  expect(named.length).toBeGreaterThan(100)
  expect(named.flatMap(({ id, one }) => (faultOf(one) ? [`${id}: ${one}: ${faultOf(one)}`] : []))).toEqual([])
})

test("every place that is named is there", () => {
  const faults = rows.flatMap(({ id, state, where }) => {
    const places = partsOf(where)
    if (state === "met" && places.length === 0) return [`${id}: met, and nobody knows where`]
    return places.filter((place) => !existsSync(join(ROOT, place))).map((place) => `${id}: no ${place}`)
  })
  expect(faults).toEqual([])
})

describe("the tests written in a file are found", () => {
  // Text that is read and never run: each kind of test left out stands here to be found as such.
  const CODE = `
    test("plain", () => {})
    it.skip("left out", () => {})
    test.todo("not written yet")
    test("left out by its settings", { skip: true }, () => {})
    test.each([["a"]])("%s of many", () => {})
    test.each\`x\n\${1}\`("$x of a table", () => {})
    test.runIf(isHere).each(["a"])(
      'by "the" machine',
      () => {},
    )
    describe.skip("nobody", () => { test("inside what is left out", () => {}) })
    describe.skipIf(isBrowserMissing())("in a browser", () => { test(\`inside what may run\`, () => {}) })
    // test("only a remark", () => {})
    const text = 'test("only words", () => {})'
    expect.skip("no test", () => {})`

  test("by the words of their titles, those of tables with their holes", () => {
    const found = testsIn(CODE)
    expect(found.filter(({ isSkipped }) => !isSkipped).map(({ title }) => title)).toEqual([
      "plain",
      "%s of many",
      "$x of a table",
      'by "the" machine',
      "inside what may run",
    ])
  })

  test("and those that are left out are known as such", () => {
    const found = testsIn(CODE)
    expect(found.filter(({ isSkipped }) => isSkipped).map(({ title }) => title)).toEqual([
      "left out",
      "not written yet",
      "left out by its settings",
      "inside what is left out",
    ])
  })

  test.each([
    ["test/docs/asvs.unit.test.ts › no such test", "no test of that title"],
    ["test/docs/nowhere.unit.test.ts › every place that is named is there", "its file is not there"],
    ["docs/asvs.csv › id", "names no test"],
    ["test/docs/asvs.unit.test.ts", "names no test"],
    ["test/docs/asvs.unit.test.ts › every place that is named is there", null],
  ])("«%s» is judged: %s", (named, fault) => {
    expect(faultOf(named)).toBe(fault)
  })
})

test("the threat model names tests and pages that are there", () => {
  const model = readFileSync(join(ROOT, "docs/threat-model.md"), "utf8")
  const named = [...model.matchAll(/`([\w./-]+(?:\.test\.tsx?|\/))`/g)].map(([, path = ""]) => path)
  expect(named.length).toBeGreaterThan(20)
  const isThere = (path: string) => existsSync(join(ROOT, "test", path)) || existsSync(join(ROOT, path))
  expect(named.filter((path) => !isThere(path))).toEqual([])
  for (const [, page = ""] of model.matchAll(/\]\(([\w.-]+)\)/g))
    expect(existsSync(join(ROOT, "docs", page)), page).toBe(true)
})
