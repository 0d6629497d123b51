import { expect, test } from "vitest"
import { readUpload } from "#app/http/read-upload.server.ts"
import { tooLargeWords } from "#app/http/upload-limits.ts"

const LIMIT = { route: "/tep", kinds: [".pdf"], bytes: 3000, advice: "Hãy chia nhỏ." }

const sent = (body: BodyInit, type?: string) =>
  readUpload(
    new Request("http://office.test/tep", {
      method: "POST",
      body,
      headers: type ? { "Content-Type": type } : {},
    }),
    LIMIT,
  )
const formOf = (...entries: [string, string | File][]): FormData => {
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}
const fileOf = (size: number, name = "a.pdf") => new File([new Uint8Array(size)], name)

test("files that weigh what is allowed together are taken, with more they are not", async () => {
  const taken = await sent(formOf(["file", fileOf(1000, "một.pdf")], ["file", fileOf(2000)]))
  expect(taken).toMatchObject({ ok: true, file: { name: "một.pdf" } })
  expect(taken.ok && taken.files.map(({ bytes }) => bytes.byteLength)).toEqual([1000, 2000])
  const refused = { ok: false, status: 413, message: tooLargeWords(LIMIT) }
  expect(await sent(formOf(["file", fileOf(1000)], ["file", fileOf(2001)]))).toMatchObject(refused)
})

test("what was typed before and after a file that is too large comes back", async () => {
  const form = formOf(["issuer", "Tỉnh".normalize("NFD")], ["file", fileOf(500_000)], ["source", "Số 5"])
  expect(await sent(form)).toMatchObject({ status: 413, fields: { issuer: "Tỉnh", source: "Số 5" } })
})

test.each([
  "Báo cáo; phụ lục.pdf",
  "a=b.pdf",
  "Quyết định số 5 (bản ký).pdf",
  "C:\\Quét\\a.pdf",
  "Tệp ế.csv",
])("a file named %j keeps its name", async (name) => {
  const taken = await sent(formOf(["file", fileOf(1, name.normalize("NFD"))]))
  expect(taken).toMatchObject({ ok: true, file: { name: name.split("\\").at(-1) } })
})

test("no file chosen is no file", async () => {
  expect(await sent(formOf(["file", new File([], "")], ["kind", "x"]))).toEqual({
    ok: true,
    file: null,
    files: [],
    fields: { kind: "x" },
  })
})

test("more files than anything has, and a field without end, are refused in words", async () => {
  const many = formOf(...Array.from({ length: 9 }, (): [string, File] => ["file", fileOf(1)]))
  expect(await sent(many)).toMatchObject({ ok: false, status: 400, message: /nhiều hơn 8 tệp/ })
  const long = formOf(["source", "x".repeat(10_000)])
  expect(await sent(long)).toMatchObject({ ok: false, status: 400, message: /quá dài/ })
})

test.each([
  ["words", "hỏng"],
  [
    "a form that breaks off in a file",
    '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nnửa',
  ],
  ["a form that breaks off in a name", '--x\r\nContent-Disposition: form-data; name="fi'],
  ["nothing", ""],
])("%s for a form with files are refused without breaking", async (_, body) => {
  const answer = await sent(body, "multipart/form-data; boundary=x")
  expect(answer).toMatchObject({ ok: false, status: 400, message: /không đọc được/i })
})

test("a form of another kind is refused without breaking", async () => {
  for (const type of [
    "text/plain",
    "multipart/form-data",
    "application/json",
    "multipart/form-data; boundary=",
  ])
    expect(await sent("{}", type)).toMatchObject({ ok: false, status: 400 })
})
