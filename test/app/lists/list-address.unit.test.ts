import { expect, test } from "vitest"
import { addressWithout, sortAddress, viewOf } from "#app/components/lists/list-address.ts"
import { chosenText } from "#app/components/lists/list-filter.ts"
import { readOrder, storedOrder } from "#models/shared/list-order.ts"

test("a heading orders the list by its column, and once more the other way round, from the first page and with the filters", () => {
  const once = sortAddress("?state=all&page=3", "due", null)
  expect(once).toBe("?state=all&sort=due")
  const twice = sortAddress(once, "due", readOrder("due"))
  expect(twice).toBe("?state=all&sort=-due")
  expect(sortAddress(twice, "due", readOrder("-due"))).toBe("?state=all&sort=due")
  expect(sortAddress(twice, "name", readOrder("-due"))).toBe("?state=all&sort=name")
})

test("taking a filter away leaves the others, and begins at the first page", () => {
  expect(addressWithout("?state=all&agency=so-tu-phap&page=2", "agency")).toBe("?state=all")
})

test("a view is what was chosen, whatever order it was typed in and whichever page is open", () => {
  const view = viewOf("?page=2&state=all&an=level&agency=&an=field")
  expect(view).toBe("an=level&an=field&state=all")
  expect(viewOf("?state=all&an=level&an=field")).toBe(view)
})

test("the store orders by columns it knows only, ids settling what is equal", () => {
  const paths = new Map([
    ["due", "dueOn"],
    ["number", "_id"],
  ])
  expect(storedOrder(readOrder("-due"), paths)).toEqual({ dueOn: -1, _id: 1 })
  expect(storedOrder(readOrder("-number"), paths)).toEqual({ _id: -1 })
  expect(storedOrder(readOrder("passwordHash"), paths)).toBeNull()
  expect(storedOrder(readOrder("constructor"), paths)).toBeNull()
  expect(storedOrder(readOrder(""), paths)).toBeNull()
})

test("a chip says what was chosen as its list does", () => {
  const options = [{ value: "KEPT", label: "Đúng hạn" }]
  const filter = { kind: "CHOICE", name: "standing", label: "Tình trạng", options } as const
  expect(chosenText({ ...filter, value: "KEPT" })).toBe("Đúng hạn")
  expect(chosenText({ kind: "DAY", name: "from", label: "Từ ngày", value: "2023-03-05" })).toBe("05/03/2023")
})
