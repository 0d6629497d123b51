import { expect, test } from "vitest"
import { drawingPage, oncePerPage } from "#models/shared/once-per-page.server.ts"

/** Something in the store that changes each time it is read. */
const aTable = () => {
  let readings = 0
  const read = async () => {
    readings += 1
    return [readings]
  }
  return { read, count: () => readings }
}

test("what several parts of a page ask for is read once, also while it is still being read", async () => {
  const table = aTable()
  const seen = await drawingPage(() =>
    Promise.all([oncePerPage("bảng", table.read), oncePerPage("bảng", table.read)]),
  )
  expect(seen).toEqual([[1], [1]])
  expect(table.count()).toBe(1)
})

test("another page, and whatever is asked under another name, is read anew", async () => {
  const table = aTable()
  const page = () => drawingPage(() => oncePerPage("bảng", table.read))
  expect([await page(), await page()]).toEqual([[1], [2]])
  await drawingPage(async () => {
    expect(await oncePerPage("bảng:1", table.read)).toEqual([3])
    expect(await oncePerPage("bảng:2", table.read)).toEqual([4])
  })
})

test("an act, which draws no page, reads what stands at that moment", async () => {
  const table = aTable()
  expect([await oncePerPage("bảng", table.read), await oncePerPage("bảng", table.read)]).toEqual([[1], [2]])
})

test("who sorts the rows sorts their own", async () => {
  await drawingPage(async () => {
    const read = async () => ["b", "a"]
    const mine = await oncePerPage("bảng", read)
    mine.sort()
    expect(await oncePerPage("bảng", read)).toEqual(["b", "a"])
  })
})

test("what could not be read is said to each who asked", async () => {
  await drawingPage(async () => {
    const read = async () => {
      throw new Error("kho dữ liệu không trả lời")
    }
    await expect(oncePerPage("bảng", read)).rejects.toThrow("không trả lời")
    await expect(oncePerPage("bảng", read)).rejects.toThrow("không trả lời")
  })
})
