import { afterAll, beforeAll, expect, test } from "vitest"
import { appRoutes } from "./setup/app-routes.ts"
import { walkOddNames } from "./setup/odd-names-walk.ts"
import { type OfficeAtWork, openOfficeAtWork } from "./setup/office-at-work.ts"

let office: OfficeAtWork
beforeAll(async () => {
  office = await openOfficeAtWork()
}, 240_000)
afterAll(() => office?.app.stop())

walkOddNames(appRoutes(), () => office)

test("nothing of all this was a fault of the system", () => {
  expect(office.app.output().match(/^.*"level":(50|60).*$/gm) ?? []).toEqual([])
})
