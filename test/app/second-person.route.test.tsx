import { afterAll, beforeAll, expect, test } from "vitest"
import { action as addSecond, loader as index } from "#app/routes/_van-phong.quan-tri._index.tsx"
import { findUser } from "#models/user/user.repository.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
})
afterAll(() => office.close())

test("an administrator who is alone adds the chief of office, once; from then on a second person confirms", async () => {
  const cookie = await office.signedIn({ id: "quantri.mot", role: "ADMIN", agencyId: "van-phong-ubnd-tinh" })
  expect(await index(office.ask("/quan-tri", { cookie }))).toMatchObject({ isAlone: true })
  const add = (id: string) =>
    addSecond(office.ask("/quan-tri", { cookie, form: { id, fullName: "Lê Thị Mai" } })) as Promise<{
      data: { error?: string; secret?: { password: string } }
    }>
  expect((await add("Lê Mai")).data.error).toContain("chữ thường không dấu")
  expect((await add("le.thi.mai")).data.secret?.password).toHaveLength(20)
  expect(await findUser("le.thi.mai")).toMatchObject({ oneTimeUntil: expect.any(Date) })
  expect(await index(office.ask("/quan-tri", { cookie }))).toMatchObject({ isAlone: false })
  expect((await add("nguoi.khac")).data.error).toContain("đã có người thứ hai")
})
