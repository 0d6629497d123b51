import type { ActionFunctionArgs } from "@remix-run/node"
import { afterEach, beforeEach, expect, test } from "vitest"
import { UPLOADS } from "#app/http/upload-limits.ts"
import { action, loader } from "#app/routes/_van-phong.dang-ky.$registrationId/route.tsx"
import { loader as fileLoader } from "#app/routes/_van-phong.dang-ky.$registrationId_.tep.$attachmentId.ts"
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
  cookie = await office.signedIn({ role: "SPECIALIST", agencyId: marriage.agencyId })
})
afterEach(() => office.close())

const params = (over: Record<string, string> = {}) => ({ registrationId: marriage.id, ...over })

const send = async (fileName: string, bytes: Uint8Array<ArrayBuffer>, letter = "d") => {
  const body = new FormData()
  body.set("letter", letter)
  if (fileName) body.set("file", new File([bytes], fileName))
  const args = office.ask("/dang-ky/x", { cookie })
  const request = new Request(args.request.url, {
    method: "POST",
    headers: { Cookie: cookie, Origin: new URL(args.request.url).origin },
    body,
  })
  const answer = await action({ ...args, request, params: params() } as ActionFunctionArgs)
  return "data" in answer ? { status: answer.init?.status, ...answer.data } : { status: answer.status }
}
const listed = async () =>
  (await loader({ ...office.ask("/dang-ky/x", { cookie }), params: params() })).attachments
const pdf = new TextEncoder().encode("%PDF-1.7 nội dung")

test("a sent file is listed and comes back as a download under its own name", async () => {
  expect(await send("Công văn số 5.pdf", pdf)).toEqual({ status: 302 })
  const [one] = await listed()
  expect(one).toMatchObject({ name: "Công văn số 5.pdf", letter: "d", size: pdf.byteLength })
  const args = {
    ...office.ask("/dang-ky/x/tep/y", { cookie }),
    params: params({ attachmentId: one?.id ?? "" }),
  }
  const answer = await fileLoader(args)
  expect(answer.headers.get("Content-Type")).toBe("application/pdf")
  expect(answer.headers.get("Content-Disposition")).toContain(
    `attachment; filename="C_ng_v_n_s__5.pdf"; filename*=UTF-8''C%C3%B4ng%20v%C4%83n%20s%E1%BB%91%205.pdf`,
  )
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from(pdf))
})

test("what is refused is said in words, and the list stays as it was", async () => {
  expect(await send("", pdf)).toMatchObject({
    status: 400,
    message: expect.stringContaining("Chưa chọn tệp"),
  })
  expect(await send("a.exe", pdf)).toMatchObject({
    status: 400,
    message: expect.stringContaining("Chỉ nhận"),
  })
  expect(await send("to.pdf", new Uint8Array(UPLOADS.attachment.bytes + 1))).toMatchObject({ status: 413 })
  expect(await listed()).toEqual([])
})

test("a file is taken away by its button; without a session nothing is handed out", async () => {
  await send("a.pdf", pdf)
  const [one] = await listed()
  const attachmentId = one?.id ?? ""
  const stranger = { ...office.ask("/dang-ky/x/tep/y"), params: params({ attachmentId }) }
  await expect(fileLoader(stranger)).rejects.toMatchObject({ status: 302 })
  const form = { intent: "attachment.removed", attachmentId }
  const answer = await action({ ...office.ask("/dang-ky/x", { cookie, form }), params: params() })
  expect(answer).toMatchObject({ status: 302 })
  expect(await listed()).toEqual([])
})
