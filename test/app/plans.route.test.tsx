import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node"
import { afterAll, beforeAll, expect, test } from "vitest"
import { paths } from "#app/http/paths.ts"
import {
  action as planAction,
  loader as planLoader,
} from "#app/routes/_van-phong.ke-hoach.$planVersionId.tsx"
import { loader as boardLoader } from "#app/routes/_van-phong.ke-hoach.bang-theo-doi.tsx"
import { action as importAction } from "#app/routes/_van-phong.ke-hoach.nhap.tsx"
import {
  action as taskAction,
  loader as taskLoader,
} from "#app/routes/_van-phong.ke-hoach.nhiem-vu.$taskId.tsx"
import { loader as fileLoader } from "#app/routes/_van-phong.ke-hoach.nhiem-vu.$taskId_.tep.$fileId.ts"
import { action as sitesAction, loader as sitesLoader } from "#app/routes/_van-phong.ke-hoach.trang.tsx"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
const cookies: Record<string, string> = {}
beforeAll(async () => {
  office = await openOffice()
  await openSmallOffice(office.runtime.store)
  const digital = "so-thong-tin-va-truyen-thong"
  cookies.coordinator = await office.signedIn({ role: "COORDINATOR", agencyId: digital, id: "dieu.phoi" })
  cookies.chief = await office.signedIn({ role: "CHIEF_OF_OFFICE", id: "chanh.vp" })
  cookies.clerk = await office.signedIn({ role: "RECORDS_CLERK", id: "van.thu" })
  cookies.officer = await office.signedIn({ role: "SPECIALIST", agencyId: "so-tu-phap", id: "can.bo" })
}, 60_000)
afterAll(() => office.close())

const PLAN = [
  "Số: 9/KH-UBND",
  "Đắk Nông, ngày 06 tháng 3 năm 2023",
  "KẾ HOẠCH",
  "Thử việc nhập kế hoạch của tỉnh",
  "TT\tNội dung công việc\tChủ trì\tPhối hợp\tThời gian thực hiện\tGhi chú",
  "1\tTRIỂN KHAI CHUNG\t\t\t\t",
  "1.1\tRà soát TTTHC của đơn vị\tSở Tư pháp\tVăn phòng UBND tỉnh\tHoàn thành tháng 4/2023\t",
  "1.1\tBáo cáo kết quả rà soát về Văn phòng\tSở Tư pháp\tVăn phòng UBND tỉnh\tTháng 13/2023\t",
  "1.3\tHướng dẫn người dân nộp hồ sơ qua mạng\tSở Không Có Thật\t\tThường xuyên\t",
].join("\n")

const upload = async (path: string, cookie: string, fields: Record<string, string>, file: File) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  body.set("file", file)
  const args = office.ask(path, { cookie })
  const headers = { Cookie: cookie, Origin: new URL(args.request.url).origin }
  return { ...args, request: new Request(args.request.url, { method: "POST", headers, body }) }
}
const statusOf = (answer: unknown): number => {
  if (answer instanceof Response) return answer.status
  return (answer as { init?: { status?: number } }).init?.status ?? 200
}
const wordsOf = (answer: unknown): string => JSON.stringify((answer as { data?: unknown }).data)

let id = ""
const page = async (cookie = cookies.coordinator ?? "") =>
  planLoader({ ...office.ask("/ke-hoach/x", { cookie }), params: { planVersionId: id } })
const act = async (who: string, form: Record<string, string>): Promise<unknown> => {
  const { plan } = await page()
  const args = office.ask("/ke-hoach/x", {
    cookie: cookies[who] ?? "",
    form: { revision: String(plan.revision), ...form },
  })
  return planAction({ ...args, params: { planVersionId: id } } as ActionFunctionArgs)
}

test("a file that is no plan is refused with what to send instead, and nothing of it is taken", async () => {
  const cookie = cookies.coordinator ?? ""
  const send = async (name: string, text: string) =>
    importAction((await upload("/ke-hoach/nhap", cookie, {}, new File([text], name))) as ActionFunctionArgs)
  const pdf = await send("ke-hoach.pdf", "%PDF-1.7 x")
  expect(statusOf(pdf)).toBe(400)
  expect(wordsOf(pdf)).toContain("bản Word")
  const letter = await send("cong-van.txt", "Kính gửi: các Sở\nĐề nghị báo cáo.")
  expect(wordsOf(letter)).toContain("Không thấy bảng nhiệm vụ")
})

test("a plan with faults comes in as a draft in which nothing is changed, each fault with its place and repair", async () => {
  const sent = await upload("/ke-hoach/nhap", cookies.coordinator ?? "", {}, new File([PLAN], "ke-hoach.txt"))
  const answer = (await importAction(sent as ActionFunctionArgs)) as Response
  id = decodeURIComponent(answer.headers.get("Location")?.split("/").at(-1) ?? "")
  expect(id).toBe("kh-9-2023.1")
  const { asked, tasks, plan } = await page()
  expect(plan.state).toBe("drafting")
  expect(tasks.map(({ number }) => number)).toEqual(["1.1", "1.1", "1.3"])
  const kinds = asked.map(({ kind }) => kind)
  for (const kind of ["DOUBLED_NUMBER", "DUE_UNREADABLE", "UNIT_UNKNOWN", "MISSPELT"])
    expect(kinds).toContain(kind)
})

test("it cannot be submitted with a question open; accepted, edited or left with a reason each is settled", async () => {
  const early = await act("coordinator", { intent: "plan.submitted" })
  expect(statusOf(early)).toBe(409)
  expect(wordsOf(early)).toContain("chưa trả lời")
  const words: Record<string, string> = {
    DUE_UNREADABLE: "Hoàn thành tháng 5/2023",
    UNIT_UNKNOWN: "Sở Tư pháp",
  }
  for (let guard = 0; guard < 40; guard += 1) {
    const [fault] = (await page()).asked
    if (!fault) break
    const mended = words[fault.kind]
    const kind = mended ? "EDITED" : fault.mayAccept ? "ACCEPTED" : "LEFT"
    const text = mended ?? "Giữ nguyên theo ý kiến của lãnh đạo."
    const answer = await act("coordinator", { intent: "fault.answered", faultId: fault.id, kind, text })
    expect(statusOf(answer), `${fault.kind}: ${wordsOf(answer)}`).toBe(302)
  }
  const { asked, answered, tasks } = await page()
  expect(asked).toEqual([])
  expect(answered.length).toBeGreaterThan(3)
  expect(tasks.map(({ number }) => number)).toEqual(["1.1", "1.2", "1.3"])
  expect(tasks[0]?.text).toContain("TTHC")
  expect(tasks[2]?.units).toEqual(["Sở Tư pháp"])
})

test("who wrote it does not approve it; the chief does, the clerk issues it, and its tasks stand with their unit", async () => {
  expect(statusOf(await act("coordinator", { intent: "plan.submitted" }))).toBe(302)
  expect(statusOf(await act("coordinator", { intent: "plan.approved" }))).toBe(403)
  expect(statusOf(await act("chief", { intent: "plan.approved" }))).toBe(302)
  const signatory = (await page(cookies.clerk)).issue?.signatories[0]
  const facts = {
    number: "9",
    issuedOn: "2023-03-06",
    effectiveFrom: "2023-03-06",
    signatoryId: signatory?.personId ?? "",
  }
  expect(statusOf(await act("clerk", { intent: "plan.issued", ...facts, number: "chín" }))).toBe(400)
  expect(statusOf(await act("clerk", { intent: "plan.issued", ...facts }))).toBe(302)
  expect((await page()).plan.state).toBe("inForce")
  const board = await boardLoader(office.ask("/ke-hoach/bang-theo-doi", { cookie: cookies.officer ?? "" }))
  expect(board.rows.map(({ number, unit }) => `${number} ${unit}`)).toEqual([
    "1.3 Sở Tư pháp",
    "1.1 Sở Tư pháp",
    "1.2 Sở Tư pháp",
  ])
})

const taskId = "kh-9-2023:1.1:mot-lan:so-tu-phap"

test("the unit lays a file beside its task and reports it, the coordinator confirms, and the file comes back whole", async () => {
  const task = async (who = "officer") =>
    taskLoader({
      ...office.ask("/x", { cookie: cookies[who] ?? "" }),
      params: { taskId },
    } as LoaderFunctionArgs)
  const step = async (who: string, form: Record<string, string>) => {
    const { revision } = await task(who)
    const args = office.ask("/x", {
      cookie: cookies[who] ?? "",
      form: { revision: String(revision), ...form },
    })
    return taskAction({ ...args, params: { taskId } } as ActionFunctionArgs)
  }
  const early = await step("officer", { intent: "task.reported" })
  expect(wordsOf(early)).toContain("Chưa có minh chứng")
  const bytes = new TextEncoder().encode("%PDF-1.7 kết quả")
  const sent = await upload(
    "/x",
    cookies.officer ?? "",
    { revision: String((await task()).revision), text: "Báo cáo rà soát" },
    new File([bytes], "bao-cao.pdf"),
  )
  expect(statusOf(await taskAction({ ...sent, params: { taskId } } as ActionFunctionArgs))).toBe(302)
  const fileId = (await task()).evidence[0]?.fileId ?? ""
  expect(paths.planEvidence(taskId, fileId)).toContain("/tep/")
  const file = await fileLoader({
    ...office.ask("/x", { cookie: cookies.officer ?? "" }),
    params: { taskId, fileId },
  } as LoaderFunctionArgs)
  expect(Buffer.from(await file.arrayBuffer())).toEqual(Buffer.from(bytes))
  expect(statusOf(await step("officer", { intent: "task.reported", note: "Đã xong." }))).toBe(302)
  expect(statusOf(await step("officer", { intent: "task.accepted" }))).toBe(403)
  expect(statusOf(await step("coordinator", { intent: "task.accepted" }))).toBe(302)
  expect((await task()).line.state).toBe("accepted")
})

test("who comes to a task with an older page is told what was done to it since, by whom, and what stood empty", async () => {
  const form = { intent: "task.reopened", reason: "Làm lại cho đủ.", revision: "0" }
  const args = office.ask("/x", { cookie: cookies.coordinator ?? "", form })
  const late = await taskAction({ ...args, params: { taskId } } as ActionFunctionArgs)
  expect(statusOf(late)).toBe(409)
  const { conflict, errors } = (
    late as unknown as { data: { conflict: { changed: object[] }; errors: object } }
  ).data
  expect(errors).toEqual({})
  expect(conflict.changed).toMatchObject([
    { field: "Trạng thái", before: "Chưa bắt đầu", now: "Đã xác nhận hoàn thành", by: "Nguyễn Thị Thử" },
    { field: "Minh chứng thứ 1", before: "để trống", now: "Tệp: Báo cáo rà soát" },
  ])
})

test("the coordinator asks the system to look at a site, which is noted for all; who does not coordinate may not", async () => {
  await saveReference("websites", [
    {
      ...{ id: "so-tu-phap", agencyId: "so-tu-phap", kind: "WEBSITE", name: "Trang Sở Tư pháp" },
      ...{ address: "http://127.0.0.1:9/", validFrom: "2022-08-15", validTo: null },
    },
  ])
  const ask = (who: string, form?: Record<string, string>) =>
    ({
      ...office.ask("/ke-hoach/trang", { cookie: cookies[who] ?? "", ...(form ? { form } : {}) }),
      params: {},
    }) as LoaderFunctionArgs & ActionFunctionArgs
  await expect(sitesAction(ask("officer", { website: "so-tu-phap" }))).rejects.toMatchObject({
    init: { status: 403 },
  })
  const unknown = await sitesAction(ask("coordinator", { website: "khac" }))
  expect([statusOf(unknown), wordsOf(unknown)]).toEqual([400, expect.stringContaining("không có trang")])
  const asked = (await sitesAction(ask("coordinator", { website: "so-tu-phap" }))) as Response
  expect(asked.headers.get("Location")).toContain("asked=1")
  await office.runtime.siteWork.runNow()
  const { rows } = await sitesLoader(ask("officer"))
  expect(rows).toMatchObject([
    { asked: null, look: { isReachable: false, fault: expect.stringContaining("mạng nội bộ") } },
  ])
})
