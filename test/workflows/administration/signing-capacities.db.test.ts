import { beforeEach, expect, test } from "vitest"
import { storedReference } from "#models/reference/stored-reference.server.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { erasedName } from "#models/user/user.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { administrationOf, savePeople } from "./an-administration.ts"

const office = officeForEach()
const admin = administrationOf(office)
beforeEach(savePeople)

const TABLE = "tham-quyen-ky"
const deputy: Row = {
  personId: "phochutich.hai",
  capacity: "KT",
  position: "Phó Chủ tịch",
  fullName: "",
  ground: "Quyết định số 12/QĐ-UBND ngày 01/3/2023",
  heldFrom: "2023-04-01",
  heldTo: null,
}
const faultOf = async (row: Row) => (await refusalOf(admin.draft(TABLE, "ADD", row))).message

test("a new deputy may sign from the day on, under the name and title the document needs", async () => {
  await admin.take(TABLE, "ADD", deputy)
  const holds = async (day: string) =>
    (await storedReference.signatoriesOn(day)).filter(({ personId }) => personId === "phochutich.hai")
  expect(await holds("2023-03-31")).toEqual([])
  expect(await holds("2023-04-01")).toMatchObject([{ fullName: "Lê Quang Hòa", position: "PHÓ CHỦ TỊCH" }])
})

test.each<[string, Row, string]>([
  ["the same capacity twice on a day", { ...deputy, personId: "phochutich" }, "đã giữ quyền hạn này"],
  ["a second chairman", { ...deputy, capacity: "HEAD", position: "CHỦ TỊCH" }, "đang do Phan Trọng Khải giữ"],
  [
    "one that is over already",
    { ...deputy, heldFrom: "2022-09-01", heldTo: "2022-12-31" },
    "đã hết từ ngày 31/12/2022",
  ],
  ["a last day before the first", { ...deputy, heldTo: "2023-03-01" }, "Ngày cuối trước ngày đầu"],
  ["nobody the office knows", { ...deputy, personId: "ai-do" }, "không có người sử dụng"],
  ["no ground", { ...deputy, ground: "" }, "Ghi căn cứ"],
  ["a mandate without end", { ...deputy, capacity: "TUQ" }, "có thời hạn"],
  ["another name than the person's", { ...deputy, fullName: "Lê Văn Khác" }, "Lê Quang Hòa"],
])("%s is refused in words", async (_, row, words) => {
  expect(await faultOf(row)).toContain(words)
})

test("an ended capacity follows from a day on: the old row ends the day before", async () => {
  const [old = {}] = (await admin.rows(TABLE)).filter(({ personId }) => personId === "phochutich")
  const acting = { ...old, capacity: "KT", ground: "Quyết định số 20", heldFrom: "2023-05-01" }
  await admin.take(TABLE, "SUCCEED", acting, { of: old })
  const rows = (await admin.rows(TABLE)).filter(({ personId }) => personId === "phochutich")
  expect(rows.map(({ heldFrom, heldTo }) => [heldFrom, heldTo])).toEqual([
    ["2022-08-15", "2023-04-30"],
    ["2023-05-01", "2025-06-30"],
  ])
})

test("what a leader who left could sign is ended, by whatever name they go now, and given to a successor", async () => {
  const [old = {}] = (await admin.rows(TABLE)).filter(({ personId }) => personId === "chutich")
  await UserModel.updateOne({ _id: "chutich" }, { $set: { active: false, fullName: erasedName("chutich") } })
  expect(await faultOf({ ...deputy, personId: "chutich", position: "ỦY VIÊN" })).toContain("đã ngừng sử dụng")
  await admin.take(TABLE, "CORRECT", { ...old, heldTo: "2023-03-31" }, { of: old })
  await admin.take(TABLE, "ADD", { ...deputy, capacity: "HEAD", position: "CHỦ TỊCH" })
  expect(
    (await storedReference.signatoriesOn("2023-04-01")).find(({ position }) => position === "CHỦ TỊCH"),
  ).toMatchObject({ personId: "phochutich.hai", capacity: "HEAD" })
})
