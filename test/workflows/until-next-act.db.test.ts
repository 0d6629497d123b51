import { expect, onTestFinished, test, vi } from "vitest"
import { drawingPage, oncePerPage } from "#models/shared/once-per-page.server.ts"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { untilNextAct } from "#workflows/until-next-act.server.ts"

const office = officeForEach()
const act = () => proposeByRules(office.d, { campaignId: office.campaignId, staff: office.staff })

/** Something that is otherwise each time it is read. */
const aReading = () => {
  let count = 0
  return async () => {
    count += 1
    return count
  }
}

test("what was answered holds until somebody does something, for each asker their own", async () => {
  const [kept, read] = [untilNextAct<number>(), aReading()]
  expect([await kept({ id: "a" }, read), await kept({ id: "a" }, read)]).toEqual([1, 1])
  expect(await kept({ id: "b" }, read)).toBe(2)
  await act()
  expect(await kept({ id: "a" }, read)).toBe(3)
})

test("what the duty wrote without a line in the log is seen within the minute", async () => {
  const [kept, read] = [untilNextAct<number>(), aReading()]
  expect(await kept({}, read)).toBe(1)
  const now = performance.now()
  const moved = vi.spyOn(performance, "now").mockReturnValue(now + 61_000)
  onTestFinished(() => moved.mockRestore())
  expect(await kept({}, read)).toBe(2)
})

test("who asks while the same is being read waits for that; a reading that failed is not kept", async () => {
  const kept = untilNextAct<number>()
  const read = aReading()
  expect(await Promise.all([kept({}, read), kept({}, read)])).toEqual([1, 1])
  const failing = untilNextAct<number>()
  await expect(failing({}, () => Promise.reject(new Error("kho đóng")))).rejects.toThrow("kho đóng")
  expect(await failing({}, read)).toBe(2)
})

test("what a page read before it asked how far the log is, is not kept as if it were newer", async () => {
  const [kept, table] = [untilNextAct<number>(), aReading()]
  const shown = await drawingPage(async () => {
    const before = await oncePerPage("bảng", table)
    await act()
    return [before, await kept({}, () => oncePerPage("bảng", table))]
  })
  expect(shown).toEqual([1, 2])
})
