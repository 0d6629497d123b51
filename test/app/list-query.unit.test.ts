import fc from "fast-check"
import { expect, test } from "vitest"
import { z } from "zod"
import { choiceOf, listQuery, pageNumber, textUpTo } from "#app/http/list-query.ts"

const Query = z.object({ state: choiceOf(["late", "kept"]), target: textUpTo(5), page: pageNumber })
const asked = (search: string) => listQuery(new Request(`http://office.test/danh-sach${search}`), Query)

test("an address says what a list shows, and without one it shows everything from the first page", () => {
  expect(asked("?state=late&target=cong&page=3")).toEqual({ state: "late", target: "cong", page: 3 })
  expect(asked("")).toEqual({ state: "", target: "", page: 1 })
})

test("what a list cannot be asked is left out, whatever was typed", () => {
  expect(asked("?state=gone&target=too-long&page=-1&other=x")).toEqual({ state: "", target: "", page: 1 })
  fc.assert(
    fc.property(fc.string(), fc.string(), (state, page) => {
      const query = asked(`?${new URLSearchParams({ state, page })}`)
      expect(["", "late", "kept"]).toContain(query.state)
      expect(Number.isInteger(query.page) && query.page >= 1).toBe(true)
    }),
  )
})
