import { expect, test } from "vitest"
import { pageShelf } from "#app/server/page-shelf.ts"

const counting = () => {
  let made = 0
  const shelf = pageShelf<string>(10, (page) => page.length)
  const take = (state: string, address: string, page: string | null = "page") =>
    shelf.take(state, address, async () => {
      made += 1
      return page
    })
  return { shelf, take, made: () => made }
}

test("a page is drawn once while its state stands, also for all who ask at once", async () => {
  const { take, made } = counting()
  await Promise.all([take("s", "/a"), take("s", "/a")])
  await take("s", "/a")
  expect(made()).toBe(1)
})

test("another state draws every page anew and keeps nothing of before", async () => {
  const { take, made, shelf } = counting()
  await take("s", "/a", "old")
  expect(await take("t", "/a", "new")).toBe("new")
  expect([made(), shelf.weight()]).toEqual([2, 3])
})

test("a page that was being drawn when the state changed is not kept for the new one", async () => {
  const { shelf } = counting()
  let finish = (_: string) => {}
  const drawn = shelf.take("s", "/a", () => new Promise((resolve) => (finish = resolve)))
  expect(await shelf.take("t", "/a", async () => "new")).toBe("new")
  finish("old")
  expect(await drawn).toBe("old")
  expect(await shelf.take("t", "/a", async () => "again")).toBe("new")
  expect(shelf.weight()).toBe(3)
})

test("what weighs too much together leaves by how long nobody asked for it", async () => {
  const { take, made, shelf } = counting()
  await take("s", "/a", "aaaa")
  await take("s", "/b", "bbbb")
  await take("s", "/a")
  await take("s", "/c", "cccc")
  expect(shelf.weight()).toBe(8)
  await take("s", "/a")
  expect(made()).toBe(3)
  await take("s", "/b", "bbbb")
  expect(made()).toBe(4)
})

test("what is no page, or could not be drawn, is asked for again", async () => {
  const { take, made, shelf } = counting()
  expect(await take("s", "/a", null)).toBeNull()
  expect(await take("s", "/a", "page")).toBe("page")
  const failing = shelf.take("s", "/b", () => Promise.reject(new Error("no")))
  await expect(failing).rejects.toThrow("no")
  expect(await take("s", "/b", "page")).toBe("page")
  expect(made()).toBe(3)
})
