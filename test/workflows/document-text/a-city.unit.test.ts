import { expect, test } from "vitest"
import { committeeName, provinceTitle } from "#models/reference/province.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { DOCUMENT_TEMPLATES } from "#seeds/reference/document-templates.ts"
import { FACTS, paragraphsOf } from "#test/setup/a-decision.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"
import { composeTemplate } from "#workflows/document-text/compose-template.ts"
import { toCsvMetadata } from "#workflows/portal-record/catalogue-csv.ts"
import { toCpsvAp } from "#workflows/portal-record/cpsv-ap.ts"
import { toDcat } from "#workflows/portal-record/dcat.ts"

const DA_NANG = {
  provinceName: "Đà Nẵng",
  provinceUpper: "THÀNH PHỐ ĐÀ NẴNG",
  placeName: "Đà Nẵng",
  orgCode: "000.00.00.H17",
  baseUrl: "https://dichvucong.gov.vn",
  portals: ["Cổng Dịch vụ công quốc gia"],
  preambleBases: ["Căn cứ Luật Chuyển đổi số số 148/2025/QH15"],
  recipients: ["Như Điều 4", "Thường trực Thành ủy", "Lưu: VT, KSTT"],
  submissionRecipients: ["Như trên", "Lưu: VT, KSTT"],
  implementers: "Chánh Văn phòng Ủy ban nhân dân thành phố chịu trách nhiệm thi hành Quyết định này",
}

const city = (rows = 24) => {
  const edition = aFrozenEdition({ rows })
  return { ...edition, issuer: { ...edition.issuer, ...DA_NANG } }
}

test("a city under the central government is called one on every line, and nothing else's name stands there", () => {
  const edition = city()
  const decision = composeDecision(edition, FACTS)
  expect(decision.header.agency.map(({ text }) => text)).toContain("THÀNH PHỐ ĐÀ NẴNG")
  const said = JSON.stringify([decision, toCsvMetadata(edition, null), toDcat(edition, null, [])])
  expect(said).toContain("trên địa bàn thành phố Đà Nẵng")
  expect(said).toContain("Ủy ban nhân dân thành phố Đà Nẵng")
  expect(said).toContain("Chánh Văn phòng Ủy ban nhân dân thành phố tại Tờ trình")
  for (const text of [said, JSON.stringify(composeSubmission(edition, FACTS))]) {
    expect(text).not.toMatch(/tỉnh Đà Nẵng|TỈNH ĐÀ NẴNG|Đắk Nông|daknong/u)
    expect(text).not.toMatch(/Ủy ban nhân dân tỉnh(?! xác lập)/u)
  }
  const place = toCpsvAp(edition, null)["@graph"].find(({ type }) => type === "dct:Location")
  expect(place?.prefLabel).toBe("Thành phố Đà Nẵng")
})

test("only portals in force on the day of freezing are named", () => {
  const texts = (issuer: object) => {
    const edition = city()
    return paragraphsOf(
      composeDecision({ ...edition, issuer: { ...edition.issuer, ...issuer } }, FACTS),
    ).join("\n")
  }
  expect(texts({})).toContain("thủ tục hành chính, Cổng Dịch vụ công quốc gia; theo dõi")
  expect(texts({})).not.toContain("Cổng Dịch vụ công thành phố")
  expect(texts({ portals: ["Cổng Dịch vụ công quốc gia", "Cổng Dịch vụ công thành phố Đà Nẵng"] })).toContain(
    "Cổng Dịch vụ công quốc gia và Cổng Dịch vụ công thành phố Đà Nẵng",
  )
})

test("texts officers fill in take the kind of place from the issuing facts", () => {
  const { issuer } = city()
  for (const template of DOCUMENT_TEMPLATES.filter(({ purpose }) => purpose === "OFFICER")) {
    const values = Object.fromEntries(template.slots.map(({ name, sample }) => [name, sample]))
    const signatory = { position: "PHÓ CHỦ TỊCH", capacity: "KT" as const, fullName: "Nguyễn Văn A" }
    const layout = composeTemplate({ ...template, authority: "CHAIRMAN" }, values, { issuer, signatory })
    expect(JSON.stringify(layout)).not.toMatch(/Ủy ban nhân dân tỉnh|thuộc tỉnh|\{\{/u)
  }
})

test("the names are built in one place", () => {
  expect([provinceTitle(DA_NANG), committeeName(DA_NANG)]).toEqual([
    "Thành phố Đà Nẵng",
    "Ủy ban nhân dân thành phố Đà Nẵng",
  ])
  expect(committeeName({ provinceName: "Lâm Đồng", provinceUpper: "TỈNH LÂM ĐỒNG" })).toBe(
    "Ủy ban nhân dân tỉnh Lâm Đồng",
  )
})
