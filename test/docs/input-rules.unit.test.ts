import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { periodOf } from "#models/indicator/period.ts"
import { PROCEDURE_CODE, SERVICE_CODE } from "#models/procedure/procedure.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { typedDay } from "#models/shared/typed-day.ts"
import { faultOf } from "#test/setup/test-titles.ts"
import { readCell } from "#workflows/administration/table-field.ts"
import { REFERENCE_TABLES } from "#workflows/administration/tables/index.server.ts"
import { RepealForm } from "#workflows/intake/repeal-form.ts"

const page = readFileSync(join(import.meta.dirname, "../../docs/input-rules.md"), "utf8")
const [ofOne = "", ofSeveral = ""] = page.split("\n## Values that must fit one another\n")
/** Each row of the table: what it is, one that is taken, one that is not, and where the rule stands. */
const rows = ofOne
  .split("\n")
  .filter((line) => /^\| .*`/u.test(line))
  .map((line) => {
    const [what = "", taken = "", refused = "", where = ""] = line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim())
    return { what, taken: taken.slice(1, -1), refused: refused.slice(1, -1), where }
  })

const columns = REFERENCE_TABLES.flatMap((table) =>
  table.fields.map((field) => ({ place: `${table.id}.${field.name}`, field })),
)
const number = { kind: "NUMBER", name: "n", label: "n", min: 0, max: 9999, isWhole: true } as const
const OTHERS: Record<string, (text: string) => boolean> = {
  "code of a procedure": (text) => PROCEDURE_CODE.test(text),
  "code of a service": (text) => SERVICE_CODE.test(text),
  day: (text) => typedDay("").safeParse(text).success,
  "period of figures": (text) => periodOf(text) !== null,
  "number and symbol of a decision": (text) => RepealForm.shape.number.safeParse(text).success,
  "level of processing": (text) => SERVICE_LEVELS.some((level) => level === text),
  "whole number in a cell": (text) => readCell(number, text).ok,
}

test.each(rows)("$what: $taken is taken, $refused is not", ({ what, taken, refused, where }) => {
  const column = columns.find(({ place }) => place === where)?.field
  const isTaken = column ? (text: string) => readCell(column, text).ok : OTHERS[what]
  expect(isTaken?.(taken)).toBe(true)
  expect(isTaken?.(refused)).toBe(false)
  if (!column) expect(existsSync(join(import.meta.dirname, "../..", where)), where).toBe(true)
})

test("every column with a form of its own stands on the page, and every other rule that is tried here", () => {
  const formed = columns.filter(({ field }) => "pattern" in field && field.pattern).map(({ place }) => place)
  expect(rows.map(({ where }) => where)).toEqual(expect.arrayContaining(formed))
  expect(rows.map(({ what }) => what)).toEqual(expect.arrayContaining(Object.keys(OTHERS)))
  expect(rows.length).toBe(formed.length + Object.keys(OTHERS).length)
})

test("every text of a table has a greatest length and every number its bounds", () => {
  for (const { place, field } of columns) {
    if (field.kind === "TEXT") expect(field.max, place).toBeGreaterThan(0)
    if (field.kind === "NUMBER") expect(field.max, place).toBeGreaterThanOrEqual(field.min)
  }
})

test("every rule over several values names a test that is there and runs", () => {
  const named = [...ofSeveral.matchAll(/`(\S+ › [^`]+)` +\|$/gmu)].map(([, one = ""]) => `test/${one}`)
  expect(named.length).toBeGreaterThan(20)
  expect(named).toHaveLength(ofSeveral.split("\n").filter((line) => line.startsWith("| ")).length - 2)
  expect(named.flatMap((one) => (faultOf(one) ? [`${one}: ${faultOf(one)}`] : []))).toEqual([])
})
