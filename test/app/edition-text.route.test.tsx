import { afterAll, beforeAll, expect, test } from "vitest"
import { action as compareText } from "#app/routes/_van-phong.ban-hanh.$editionId.so-sanh.tsx"
import { loader as pageImage } from "#app/routes/_van-phong.ban-hanh.$editionId.trang.$page.ts"
import { loader as document } from "#app/routes/_van-phong.ban-hanh.$editionId.van-ban.$file.ts"
import { type IssuingOffice, openIssuingOffice } from "./setup/issuing-office.ts"

let issuing: IssuingOffice
beforeAll(async () => {
  issuing = await openIssuingOffice()
}, 120_000)
afterAll(() => issuing.office.close())

const ask = (...asked: Parameters<IssuingOffice["ask"]>) => issuing.ask(...asked)

test("the decision comes for Word, and a worked-on file is laid beside it", async () => {
  const path = { editionId: "2023-1", file: "quyet-dinh.docx" }
  const answer = await document(ask("vanthu", path))
  const bytes = await answer.arrayBuffer()
  const body = new FormData()
  body.set("kind", "DECISION")
  body.set("file", new File([bytes], "đã sửa.docx"))
  const { request, ...args } = ask("vanthu", { editionId: "2023-1" })
  const compare = (form: FormData) =>
    compareText({
      ...args,
      request: new Request(request.url, {
        method: "POST",
        headers: { Cookie: request.headers.get("Cookie") ?? "" },
        body: form,
      }),
    })
  expect((await compare(body)).data).toMatchObject({ error: "", name: "đã sửa.docx", differences: [] })
  body.set("file", new File(["không phải Word"], "a.docx"))
  expect(await compare(body)).toMatchObject({
    init: { status: 400 },
    data: { error: expect.stringMatching(/hỏng|Word/u) },
  })
})

test("a page of the decision is shown as a picture, and a page it does not have is not", async () => {
  const page = (number: string) => pageImage(ask("vanthu", { editionId: "2023-1", page: number }))
  const answer = await page("1")
  expect(answer.headers.get("Content-Type")).toBe("image/png")
  const png = Buffer.from(await answer.arrayBuffer())
  expect([png.toString("latin1", 1, 4), png.readUInt32BE(16)]).toEqual(["PNG", 900])
  for (const wrong of ["0", "9999", "x"]) await expect(page(wrong)).rejects.toMatchObject({ status: 404 })
})

test("what is not there yet is refused in words, not as a page", async () => {
  for (const file of ["to-trinh.pdf", "sieu-du-lieu.xml", "khac.docx"]) {
    const refusal = await Promise.resolve(document(ask("vanthu", { editionId: "2023-1", file }))).catch(
      (thrown) => thrown,
    )
    expect(refusal).toMatchObject({ status: 404 })
    expect(await refusal.text()).not.toMatch(/<html/u)
  }
  for (const file of ["danh-muc.xlsx", "to-trinh.docx"]) {
    const { status, headers } = await document(ask("vanthu", { editionId: "2023-1", file }))
    expect([status, headers.get("Content-Disposition")]).toEqual([
      200,
      `attachment; filename="2023-1-${file}"`,
    ])
  }
})
