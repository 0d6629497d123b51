import { beforeAll, expect, test } from "vitest"
import writeXlsxFile from "write-excel-file/node"
import { freezePeriod, thawPeriod } from "#models/indicator/frozen-period.server.ts"
import { findUsageSheets } from "#models/indicator/usage-sheet.repository.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"
import { InvalidInputError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { officeForAll } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { getUsagePreview, stageUsage, takeUsage } from "#workflows/indicators/import-usage.server.ts"
import { indicatorFigure } from "#workflows/indicators/indicator-figures.server.ts"

const office = officeForAll({ stage: "issued" })
const coordinator: Actor = {
  id: "dieuphoi",
  name: "Điều phối",
  assignments: [{ role: "COORDINATOR", agencyId: "so-thong-tin-va-truyen-thong" }],
}

let code: string
beforeAll(async () => {
  office.clock.set(instantOf("2023-08-01"))
  code = (await findActiveServices())[0]?.procedureCode ?? ""
})

const HEAD = "Tháng,Đơn vị,Mã thủ tục,Hồ sơ tiếp nhận,Tiếp nhận trực tuyến"
const stage = (lines: string[], head = HEAD, generated = false) =>
  stageUsage(office.d, {
    fileName: "so-lieu.csv",
    bytes: new TextEncoder().encode([head, ...lines].join("\r\n")),
    generated,
    actor: coordinator,
  })
const take = async (lines: string[], generated = false) => {
  const { importId } = await stage(lines, HEAD, generated)
  await takeUsage(office.d, { importId, actor: coordinator })
}
const faults = async (lines: string[], head = HEAD) => {
  const refusal = await refusalOf(stage(lines, head))
  expect(refusal).toBeInstanceOf(InvalidInputError)
  return (refusal as InvalidInputError).issues.map(
    ({ row, field, message }) => `${row ?? ""} ${field}: ${message}`,
  )
}
const share = async () =>
  (await indicatorFigure(office.d, { indicatorId: "emc-ho-so", periodId: "2023-Q2", unitId: null })).figure

test("a table is shown first, counts once it is taken, and changes nothing when it comes again", async () => {
  const lines = [`04/2023,Sở Tư pháp,${code},100,40`, `2023-05,so-tu-phap,${code},1.000,600`]
  const { importId } = await stage(lines)
  const preview = await getUsagePreview(office.d, { importId, actor: coordinator })
  expect(preview.lines.map(({ month, rows, replaces }) => [month, rows, replaces])).toEqual([
    ["2023-04", 1, null],
    ["2023-05", 1, null],
  ])
  expect((await share()).status).toBe("NO_DATA")
  await takeUsage(office.d, { importId, actor: coordinator })
  expect(await share()).toMatchObject({ numerator: 640, denominator: 1100, value: 58.18 })
  const before = await findUsageSheets(["2023-04", "2023-05"])
  await take(lines)
  expect(await share()).toMatchObject({ numerator: 640, denominator: 1100 })
  const after = await findUsageSheets(["2023-04", "2023-05"])
  expect(after.map(({ id, rows, columns }) => [id, rows, columns])).toEqual(
    before.map(({ id, rows, columns }) => [id, rows, columns]),
  )
  const again = await stage(lines)
  const same = await getUsagePreview(office.d, { importId: again.importId, actor: coordinator })
  expect(same.lines.every(({ isSame }) => isSame)).toBe(true)
})

test("what comes anew takes the place of its unit and month, and of no other", async () => {
  await take([`04/2023,Sở Tư pháp,${code},10,10`], true)
  expect(await share()).toMatchObject({ numerator: 610, denominator: 1010, isGenerated: true })
})

test("a workbook is read as its CSV is", async () => {
  const text = (value: string) => ({ value, type: String })
  const bytes = await writeXlsxFile([
    HEAD.split(",").map(text),
    [...["06/2023", "Sở Tư pháp", code].map(text), ...[7, 7].map((value) => ({ value, type: Number }))],
  ]).toBuffer()
  const { importId } = await stageUsage(office.d, {
    fileName: "so-lieu.xlsx",
    bytes: new Uint8Array(bytes),
    generated: false,
    actor: coordinator,
  })
  const { lines } = await getUsagePreview(office.d, { importId, actor: coordinator })
  expect(lines).toMatchObject([{ month: "2023-06", rows: 1 }])
})

test.each([
  ["9.999999", "a procedure that does not exist", /Mã thủ tục: Sổ thủ tục không có mã «9\.999999»/],
  ["", "a line without a procedure", /Thiếu mã thủ tục/],
])("«%s»: %s is refused with its row", async (given, _, said) => {
  const [fault] = await faults([`04/2023,Sở Tư pháp,${code},1,1`, `04/2023,Sở Y tế,${given},1,1`])
  expect(fault).toMatch(/^3 /)
  expect(fault).toMatch(said)
})

test.each([
  ["13/2023", "Sở Tư pháp", "1", "1", /^2 Tháng: Không có tháng «13\/2023»/],
  ["09/2023", "Sở Tư pháp", "1", "1", /^2 Tháng: Tháng 09\/2023 chưa bắt đầu/],
  ["04/2023", "Sở Phép thuật", "1", "1", /^2 Đơn vị: Không có đơn vị «Sở Phép thuật»/],
  [
    "04/2023",
    "Sở Tư pháp",
    "1",
    "2",
    /^2 Tiếp nhận trực tuyến: 2 nhiều hơn «Hồ sơ tiếp nhận» \(1\), tức là quá 100 %/,
  ],
  ["04/2023", "Sở Tư pháp", "-1", "0", /^2 Hồ sơ tiếp nhận: «-1» không phải số đếm/],
  ["04/2023", "Sở Tư pháp", "nhiều", "0", /^2 Hồ sơ tiếp nhận: «nhiều» không phải số đếm/],
  ["04/2023", "Sở Tư pháp", "", "0", /^2 Hồ sơ tiếp nhận: Ô trống/],
])("%s, %s, %s, %s is refused with row, column and remedy", async (month, unit, all, online, said) => {
  expect((await faults([`${month},${unit},${code},${all},${online}`]))[0]).toMatch(said)
})

test("totals that contradict the rows, lines that come twice and parts that do not make the whole are said", async () => {
  expect(await faults([`04/2023,Sở Tư pháp,${code},10,5`, "Tổng cộng,,,11,5"])).toEqual([
    "3 Hồ sơ tiếp nhận: Dòng tổng ghi 11, cộng các dòng được 10. Sửa dòng tổng hoặc dòng chi tiết.",
  ])
  const twice = [`04/2023,Sở Tư pháp,${code},1,1`, `2023-04,so-tu-phap,${code},1,1`]
  expect((await faults(twice))[0]).toMatch(/^3 Mã thủ tục: .*đã có ở dòng trên/)
  const head = "Tháng,Đơn vị,Mã thủ tục,Đã giải quyết,Đúng hạn,Quá hạn"
  expect((await faults([`04/2023,Sở Tư pháp,${code},10,7,2`], head))[0]).toMatch(/10 khác tổng 7 \+ 2/)
})

test("a share over 100 and a column about a person are refused in words", async () => {
  expect((await faults([`04/2023,Sở Tư pháp,${code},10,5,101`], `${HEAD},Tỷ lệ trực tuyến (%)`))[0]).toMatch(
    /«101» không phải tỷ lệ phần trăm từ 0 đến 100/,
  )
  expect((await faults([`04/2023,Sở Tư pháp,${code},10,5,A`], `${HEAD},Họ và tên người nộp`))[0]).toMatch(
    /^1 Họ và tên người nộp: Cột này nói về từng người/,
  )
})

test("nothing of a refused table is taken, the good lines neither", async () => {
  const before = await share()
  await faults([`05/2023,Sở Tư pháp,${code},5,5`, `13/2023,Sở Tư pháp,${code},1,1`])
  expect(await share()).toEqual(before)
})

test("a frozen period takes no table, also one that was shown before it froze", async () => {
  const { importId } = await stage([`04/2023,Sở Tư pháp,${code},1,1`])
  const frozen = {
    periodId: "2023-Q2",
    by: "báo cáo quý",
    at: office.clock.now(),
    revision: 1,
    figures: [],
  }
  await office.store.inTransaction((session) => freezePeriod({ ...frozen, until: "2023-06-12" }, [], session))
  expect((await faults([`04/2023,Sở Tư pháp,${code},1,1`]))[0]).toMatch(/^2 Tháng: quý II\/2023 đã chốt/)
  expect((await refusalOf(takeUsage(office.d, { importId, actor: coordinator }))).message).toContain(
    "vừa được chốt",
  )
  // The month that ran when it froze goes on: its figures come after.
  await stage([`06/2023,Sở Tư pháp,${code},1,1`])
  await office.store.inTransaction((session) => thawPeriod(frozen, office.clock.now(), session))
  await takeUsage(office.d, { importId, actor: coordinator })
})

test("a unit that had ended by then is named with who took it over", async () => {
  office.clock.set(instantOf("2025-09-01"))
  expect((await faults([`08/2025,Sở Thông tin và Truyền thông,${code},1,1`]))[0]).toMatch(
    /đã kết thúc ngày .*Ghi cho đơn vị kế thừa: so-khoa-hoc-va-cong-nghe/,
  )
  office.clock.set(instantOf("2023-08-01"))
})
