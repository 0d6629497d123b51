import { beforeAll, expect, test } from "vitest"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { ReturnPart } from "#models/unit-return/unit-return.ts"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { fontsOf, qpdfCheck, textOfPages } from "#test/setup/pdf-tools.ts"
import { lintReading } from "#workflows/document-form/lint-reading.ts"
import { readPdf } from "#workflows/document-form/read/read-pdf.server.ts"
import { layoutLines } from "#workflows/document-text/layout-lines.ts"
import { textDifferences } from "#workflows/document-text/text-differences.ts"
import { composeReturnLetter } from "#workflows/unit-return/compose-return.ts"
import { drawReturnFile } from "#workflows/unit-return/return-file.server.ts"
import { sendReturn } from "#workflows/unit-return/send-return.server.ts"
import { readWord } from "#workflows/uploads/read-word.server.ts"

const office = officeForAll()
let part: ReturnPart

beforeAll(async () => {
  const { agencyId } = await registrationOf("2.000488")
  await proposeByRules(office.d, { campaignId: "2023-1", staff: office.staff })
  const rows = (await findAllRegistrations("2023-1", ["awaitingUnitHead"])).filter(
    (one) => one.agencyId === agencyId,
  )
  part = await sendReturn(office.d, {
    campaignId: "2023-1",
    agencyId,
    rows: rows.map(({ id, revision }) => ({ registrationId: id, revision })),
    sendingId: "phieu-1",
    actor: { ...office.staff.headOf(agencyId), name: "Lê Thị Hoa" },
  })
})

const wordsOf = (bytes: Uint8Array): string =>
  textOfPages(bytes).join(" ").normalize("NFC").replace(/\s+/g, " ")

test("the covering letter lists every service with its level and its ground, numbered and dated", async () => {
  const { name, bytes } = await drawReturnFile(part, "cong-van.pdf")
  expect(name).toBe("cong-van-so-tu-phap-2023-1-lan-1.pdf")
  const text = wordsOf(bytes)
  for (const words of [
    "UBND TỈNH ĐẮK NÔNG",
    "SỞ TƯ PHÁP",
    "Số: 01/STP-KSTT",
    "V/v đăng ký mức độ",
    "ngày 06 tháng 3 năm 2023",
    "Kính gửi: Văn phòng Ủy ban nhân dân tỉnh Đắk Nông",
    "GIÁM ĐỐC",
    "Lê Thị Hoa",
  ])
    expect(text).toContain(words)
  for (const row of part.rows) expect(text).toContain(row.serviceCode)
})

test("it is a sound file with its fonts inside, and the same each time it is drawn", async () => {
  const [one, two] = [await drawReturnFile(part, "cong-van.pdf"), await drawReturnFile(part, "cong-van.pdf")]
  expect(one.bytes).toEqual(two.bytes)
  expect(qpdfCheck(one.bytes)).toContain("No syntax or stream encoding errors")
  expect(fontsOf(one.bytes).every(({ embedded }) => embedded)).toBe(true)
})

test("it holds to the layout rules of Decree 30 for a công văn", async () => {
  const { bytes } = await drawReturnFile(part, "cong-van.pdf")
  expect(lintReading(await readPdf(bytes)).findings).toEqual([])
})

test("so it does signed by a deputy, and by the chairman of a committee below the province", async () => {
  const deputy = { ...part, position: "PHÓ GIÁM ĐỐC" }
  const committee: ReturnPart = {
    ...part,
    symbol: "UBND-KSTT",
    position: "PHÓ CHỦ TỊCH",
    sender: { name: "Ủy ban nhân dân huyện Đắk Mil", isCommittee: true, placeName: "Đắk Mil" },
  }
  for (const one of [deputy, committee]) {
    const { bytes } = await drawReturnFile(one, "cong-van.pdf")
    expect(lintReading(await readPdf(bytes)).findings).toEqual([])
  }
})

test("the Word file read back says the same, row for row", async () => {
  const { bytes, name } = await drawReturnFile(part, "cong-van.docx")
  expect(name.endsWith(".docx")).toBe(true)
  expect(textDifferences(layoutLines(composeReturnLetter(part)), await readWord(bytes))).toEqual([])
})

test("the receipt says of whom, what and when it was received, and whether in time", async () => {
  const text = wordsOf((await drawReturnFile(part, "bien-nhan.pdf")).bytes)
  for (const words of [
    "BIÊN NHẬN",
    "Sở Tư pháp",
    "08:00 06/03/2023",
    "gửi trong hạn",
    "không còn dịch vụ nào",
  ])
    expect(text).toContain(words)
})

test("there is no other file", async () => {
  await expect(drawReturnFile(part, "khac.exe")).rejects.toMatchObject({ code: "NOT_FOUND" })
})
