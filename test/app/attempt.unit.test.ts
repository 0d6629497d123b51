import { expect, test } from "vitest"
import { attempt, read } from "#app/http/attempt.ts"
import { ConcurrentEditError, InvalidInputError, NotFoundError, OfficeError } from "#models/shared/errors.ts"

const failing = (error: unknown) => () => {
  throw error
}

test("a refusal of the office becomes its status and its words", async () => {
  expect(await attempt(failing(new NotFoundError("Không có đợt rà soát này.")))).toMatchObject({
    ok: false,
    status: 404,
    errors: { "": ["Không có đợt rà soát này."] },
  })
})

test("a concurrent edit says what changed", async () => {
  const changed = [{ field: "Mức độ", before: "Một phần", now: "Toàn trình" }]
  const outcome = await attempt(
    failing(new ConcurrentEditError("Đã có người sửa.", { changed, currentRevision: 4 })),
  )
  expect(outcome).toMatchObject({ ok: false, status: 409, conflict: { changed, currentRevision: 4 } })
})

test("issues of a file are said with their row", async () => {
  const error = new InvalidInputError("Tệp có lỗi.", [{ row: 7, field: "code", message: "Mã sai." }])
  expect(await attempt(failing(error))).toMatchObject({
    errors: { "": ["Tệp có lỗi."], code: ["Dòng 7: Mã sai."] },
  })
})

test("whoever is not signed in is led to the door", async () => {
  const thrown = await attempt(failing(new OfficeError("UNAUTHENTICATED", "Cần đăng nhập."))).catch(
    (e: unknown) => e,
  )
  expect(thrown).toBeInstanceOf(Response)
  expect((thrown as Response).headers.get("Location")).toBe("/dang-nhap")
})

test("a bug is not dressed up as a refusal", async () => {
  await expect(attempt(failing(new TypeError("x is not a function")))).rejects.toThrow(TypeError)
})

test("a page that may not be read answers with the refusal's status", async () => {
  const thrown = await read(failing(new OfficeError("FORBIDDEN", "Không được."))).catch((e: unknown) => e)
  expect(thrown).toMatchObject({ data: { message: "Không được." }, init: { status: 403 } })
})
