import { beforeEach, expect, test } from "vitest"
import { getAgency } from "#models/agency/agency.repository.server.ts"
import { agencyCodeOn, agencyNameOn } from "#models/agency/agency.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { administrationOf, savePeople } from "./an-administration.ts"

const office = officeForEach()
const admin = administrationOf(office)
beforeEach(savePeople)

const branch: Row = {
  id: "kho-bac-khu-vuc",
  name: "Kho bạc Nhà nước khu vực XIV",
  shortName: "Kho bạc khu vực XIV",
  kind: "CENTRAL_BRANCH",
  adminLevel: "PROVINCE",
  parentId: null,
  successorIds: [],
  provinceCodes: ["67", "68"],
  validFrom: "2023-06-01",
  validTo: null,
}
const code = {
  agencyId: "so-tu-phap",
  scheme: "QD20_2020",
  training: false,
  validFrom: "2023-06-01",
  validTo: null,
}

test("a central branch for several provinces comes into being, is named and coded, and renamed from a day", async () => {
  await admin.take("co-quan", "ADD", branch)
  await admin.take("ma-co-quan", "ADD", { ...code, agencyId: branch.id ?? "", code: "G12.17.110" })
  const [name = {}] = (await admin.rows("ten-co-quan")).filter(({ agencyId }) => agencyId === branch.id)
  await admin.take(
    "ten-co-quan",
    "SUCCEED",
    { ...name, name: "Kho bạc Nhà nước khu vực 14", validFrom: "2023-09-01" },
    { of: name },
  )
  const agency = await getAgency("kho-bac-khu-vuc")
  expect(agency.provinceCodes).toEqual(["67", "68"])
  expect(agencyNameOn(agency, "2023-08-31")).toBe("Kho bạc Nhà nước khu vực XIV")
  expect(agencyNameOn(agency, "2023-09-01")).toBe("Kho bạc Nhà nước khu vực 14")
  expect(agencyCodeOn(agency, "2023-07-01", "QD20_2020")).toBe("G12.17.110")
})

test.each<[string, Row, string]>([
  ["its own successor", { successorIds: ["kho-bac-khu-vuc"] }, "kế thừa của chính mình"],
  ["a successor nobody knows", { successorIds: ["so-khong-co"] }, "Không có cơ quan «so-khong-co»"],
  [
    "a commune under a department",
    { kind: "COMMUNE_COMMITTEE", provinceCodes: [], parentId: "so-tu-phap" },
    "phải thuộc Ủy ban nhân dân",
  ],
  ["a department for several provinces", { kind: "DEPARTMENT" }, "Chỉ cơ quan ngành dọc"],
  ["a province by its name", { provinceCodes: ["Lâm Đồng"] }, "quá 2 ký tự"],
  ["an end before its beginning", { validTo: "2023-05-01" }, "Ngày cuối trước ngày đầu"],
])("%s is refused in words", async (_, over, words) => {
  expect((await refusalOf(admin.draft("co-quan", "ADD", { ...branch, ...over }))).message).toContain(words)
})

test.each(["H16.7", "H16.151", "H16.110.02", "H16.1.2.3"])("%s is a code by QĐ 20/2020", async (written) => {
  const [old = {}] = (await admin.rows("ma-co-quan")).filter(
    ({ agencyId, scheme }) => agencyId === "so-tu-phap" && scheme === "QD20_2020",
  )
  const asked = admin.draft(
    "ma-co-quan",
    old.agencyId ? "SUCCEED" : "ADD",
    { ...code, code: written },
    { of: old.agencyId ? old : null },
  )
  expect(await asked).toBeTypeOf("string")
})

test("a code of another province, of another form, or of another agency is refused", async () => {
  const refused = async (over: Row) =>
    (await refusalOf(admin.draft("ma-co-quan", "ADD", { ...code, agencyId: "thanh-tra-tinh", ...over })))
      .message
  expect(await refused({ code: "H19.151", validFrom: "2022-02-02" })).toContain("của tỉnh khác (H19)")
  expect(await refused({ code: "so-tu-phap" })).toContain("chưa đúng")
  expect(await refused({ scheme: "GSO", code: "247" })).toContain("năm chữ số")
})
