import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as receipt } from "#app/routes/_van-phong.bien-nhan.$sequence.tsx"
import { action as drop } from "#app/routes/_van-phong.bo-loc.tsx"
import { loader as search } from "#app/routes/_van-phong.tim.tsx"
import { loader as frame } from "#app/routes/_van-phong.tsx"
import { openSmallOffice } from "#test/setup/office.ts"
import { lastActOf } from "#workflows/screens/receipt.server.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
const cookies = new Map<string, string>()

beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  for (const [id, role, agencyId] of [
    ["thu", "SPECIALIST", "so-tu-phap"],
    ["lan", "SPECIALIST", "so-xay-dung"],
    ["quantri", "ADMIN", "van-phong-ubnd-tinh"],
  ] as const)
    cookies.set(id, await office.signedIn({ id, role, agencyId }))
}, 120_000)
afterAll(() => office.close())

const ask = (id: string, path: string, form?: Record<string, string>) =>
  office.ask(path, { cookie: cookies.get(id) ?? "", ...(form ? { form } : {}) })
const receiptOf = (id: string, sequence: number) =>
  receipt({ ...ask(id, "/bien-nhan/x"), params: { sequence: String(sequence) } })

test("an act is confirmed in the words of the log, to whoever did it, and its receipt keeps an address", async () => {
  const kept = {
    intent: "keep",
    list: "/giao-nhan",
    query: "status=live",
    name: "Đã đăng",
    sharing: "ONLY_ME",
  }
  await drop(ask("thu", "/bo-loc", kept))
  const sequence = await lastActOf({ id: "thu" })
  expect(sequence).toBeGreaterThan(0)
  const { done } = await frame(ask("thu", `/giao-nhan?bien-nhan=${sequence}`))
  expect(done?.what).toBe("Lưu bộ lọc")
  expect((await receiptOf("thu", sequence ?? 0)).hash).toMatch(/^[0-9a-f]{64}$/)
  // Another's act is told to nobody but who reads the log.
  expect((await frame(ask("lan", `/giao-nhan?bien-nhan=${sequence}`))).done).toBeNull()
  await expect(receiptOf("lan", sequence ?? 0)).rejects.toMatchObject({ init: { status: 403 } })
  expect((await receiptOf("quantri", sequence ?? 0)).what).toBe("Lưu bộ lọc")
  await expect(receiptOf("quantri", 999_999)).rejects.toMatchObject({ init: { status: 404 } })
})

test("the office is searched without accents and mistyped, and shows nobody what they may not see", async () => {
  const found = async (id: string, q: string) =>
    Object.fromEntries(
      (await search(ask(id, `/tim?q=${encodeURIComponent(q)}`))).groups.map(({ label, hits }) => [
        label,
        hits.map(({ id: hit, name }) => (label === "Đăng ký" ? name : hit)),
      ]),
    )
  const asked = "dang ky ket hon"
  const seen = await found("quantri", asked)
  expect(seen["Thủ tục"]).toContain("1.000894")
  expect((await found("quantri", "dang ky ket hom"))["Thủ tục"]).toContain("1.000894")
  expect((await found("lan", asked))["Đăng ký"] ?? []).toEqual([])
  expect((await found("quantri", "nhat ky"))["Màn hình"]).toEqual(["/nhat-ky"])
  expect((await found("lan", "nhat ky"))["Màn hình"]).toBeUndefined()
  expect((await found("lan", "quantri"))["Người"]).toContain("quantri")
  expect(await found("lan", "x")).toEqual({})
})
