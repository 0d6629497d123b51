import type { LoaderFunctionArgs } from "@remix-run/node"
import { afterEach, beforeEach, expect, test } from "vitest"
import { loader } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.rao-can/route.tsx"
import { loader as download } from "#app/routes/_van-phong.dot-ra-soat.$campaignId_.rao-can[.]csv.ts"
import type { Registration } from "#models/registration/registration.ts"
import { openSmallOffice, registrationOf } from "#test/setup/office.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let marriage: Registration
let cookie: string

beforeEach(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  marriage = await registrationOf("1.000894")
  cookie = await office.signedIn({ role: "REVIEWER" })
})
afterEach(() => office.close())

const at = (search: string): LoaderFunctionArgs => ({
  ...office.ask(`/dot-ra-soat/2023-1/rao-can${search}`, { cookie }),
  params: { campaignId: "2023-1" },
})

test("what the address supposes is weighed, and what cannot be read counts as not asked", async () => {
  const plain = await loader(at("?kind=KHONG_CO&fall=KHONG_CO&page=-3"))
  expect(plain.query).toMatchObject({ kind: undefined, fall: [], raise: [], page: 1, isCut: false })
  expect(plain.outcome.after).toEqual(plain.outcome.before)
  const raised = await loader(at(`?raise=${encodeURIComponent(marriage.id)}`))
  expect(raised.raisedCount).toBe(1)
})

test("more services than an address should carry are not cut in silence", async () => {
  const many = Array.from({ length: 201 }, (_, n) => `raise=x${n}`).join("&")
  expect((await loader(at(`?${many}`))).query).toMatchObject({ isCut: true, raise: { length: 200 } })
})

test("the list downloads as a spreadsheet's text", async () => {
  const answer = await download(at(".csv?kind=NO_PRESENCE"))
  expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8")
  expect(await answer.text()).toContain(marriage.serviceCode)
})
