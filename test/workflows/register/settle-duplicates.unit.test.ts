import { expect, test } from "vitest"
import { settleDuplicates } from "#workflows/register/settle-duplicates.ts"
import { aNationalRecord, readOne } from "./register-files.ts"

const aRow = async (line: number, hash: string, code = "1.000110") => ({
  ...(await readOne(aNationalRecord({ code, cases: [] }))),
  line,
  hash,
})

test("the same procedure twice is taken once, with a warning naming the other line", async () => {
  const settled = settleDuplicates([await aRow(2, "a"), await aRow(9, "a")])
  expect(settled.taken.map((row) => row.line)).toEqual([2])
  expect(settled.refused).toEqual([])
  expect(settled.warnings).toMatchObject([{ line: 9, message: expect.stringContaining("dòng 2") }])
})

test("one code with two contents is refused on both lines, each naming both", async () => {
  const settled = settleDuplicates([await aRow(2, "a"), await aRow(9, "b"), await aRow(5, "c", "1.000111")])
  expect(settled.taken.map((row) => row.line)).toEqual([5])
  expect(settled.refused.map(({ line, field }) => ({ line, field }))).toEqual([
    { line: 2, field: "Mã TTHC" },
    { line: 9, field: "Mã TTHC" },
  ])
  for (const { reason } of settled.refused) expect(reason).toContain("dòng 2, 9")
})
