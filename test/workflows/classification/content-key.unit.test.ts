import { expect, test } from "vitest"
import { contentKeyOf } from "#workflows/classification/content-key.server.ts"
import { aProcedure } from "./a-procedure.ts"

const key = (sketch: Parameters<typeof aProcedure>[0]) => contentKeyOf(aProcedure(sketch))
const PAPERS = [{ name: "Đơn đề nghị" }, { name: "Bản sao giấy phép" }]

test("the same papers and steps are alike, whatever the name, accents, punctuation and order of papers", () => {
  expect(key({ papers: PAPERS, steps: "Nộp hồ sơ. Trả kết quả." })).toBe(
    key({ name: "Khác", papers: [...PAPERS].reverse(), steps: "nop ho so; tra ket qua" }),
  )
})

test("another paper, another count or another step makes another content", () => {
  const base = key({ papers: PAPERS })
  for (const other of [
    { papers: PAPERS.slice(1) },
    { papers: [{ ...PAPERS[0], originalCount: 2 }, ...PAPERS.slice(1)] },
    { papers: PAPERS, steps: "Nộp hồ sơ trực tiếp." },
  ])
    expect(key(other)).not.toBe(base)
})

test("a record that names neither papers nor steps is like none", () => {
  expect(contentKeyOf({ cases: [] })).toBe("")
  expect(key({ papers: [] })).toBe("")
})
