import { expect, test } from "vitest"
import { levelsIn2022 } from "#seeds/reference/table/levels-in-2022.ts"
import { paperName } from "#seeds/reference/table/short-texts.ts"
import { stepsInOwnWords } from "#seeds/reference/table/steps-in-own-words.ts"

test("a visit to the place stands only where the record shows one", () => {
  expect(stepsInOwnWords("Nộp hồ sơ qua bưu chính. Trả kết quả.")).toEqual(["Nộp hồ sơ", "Trả kết quả"])
  expect(stepsInOwnWords("Sở tổ chức kiểm tra thực tế tại cơ sở sản xuất.")).toContain(
    "Kiểm tra thực tế tại cơ sở",
  )
  expect(stepsInOwnWords("Trường hợp cần thiết, kiểm tra thực tế tại cơ sở.")).toContain(
    "Kiểm tra thực tế tại cơ sở (khi cần thiết)",
  )
  expect(stepsInOwnWords("Đoàn thẩm định đi thực địa.")).toContain("Kiểm tra thực địa")
})

test("who must come in person is said, a council's quorum is not mistaken for it", () => {
  expect(stepsInOwnWords("Hai bên nam, nữ phải có mặt, ký tên vào Sổ đăng ký kết hôn.")).toContain(
    "Người yêu cầu phải có mặt ký sổ",
  )
  expect(stepsInOwnWords("Phải có mặt dự họp của Chủ tịch Hội đồng xét tuyển.").join()).not.toContain(
    "có mặt",
  )
})

test("a paper keeps its name without list marks and explanation, a remark is no paper", () => {
  expect(paperName("a) Đơn đề nghị cấp giấy phép theo Mẫu số 01 ban hành kèm theo Nghị định;")).toBe(
    "Đơn đề nghị cấp giấy phép",
  )
  expect(paperName("- Bản sao Giấy chứng nhận đăng ký doanh nghiệp (nếu có).")).toBe(
    "Bản sao Giấy chứng nhận đăng ký doanh nghiệp",
  )
  expect(paperName("Trường hợp nộp trực tuyến thì không phải tải lên.")).toBe("")
})

test("the level of 2022 comes from the list, else from the field, else from the flags", () => {
  const levelsOf = levelsIn2022([
    {
      code: "2.000720.000.00.00.H44",
      name: "Đăng ký thay đổi hộ kinh doanh",
      level: "Cấp huyện",
      notes: "code_match=same_name",
    },
    { code: "", name: "Thủ tục cấp giấy phép", level: "Cấp tỉnh", notes: "" },
  ])
  const procedure = (code: string, name: string, field: string) => ({
    code,
    name,
    fields: [{ code: field, name: field }],
    adminLevels: ["COMMUNE" as const],
  })
  expect(levelsOf(procedure("2.000720", "Tên khác hẳn", "G05-KD10")).source).toBe("LIST_OF_2022")
  expect(levelsOf(procedure("1.000001", "Cấp giấy phép", "G02-CT01")).levels).toEqual(["PROVINCE"])
  expect(levelsOf(procedure("1.000002", "Giải thể trường tiểu học", "G03-GD09"))).toEqual({
    levels: ["DISTRICT"],
    source: "FIELD",
  })
  expect(levelsOf(procedure("1.000003", "Thông báo tổ chức lễ hội cấp xã", "G16-VH13")).levels).toEqual([
    "COMMUNE",
  ])
  expect(levelsOf(procedure("1.000004", "Trợ cấp mai táng", "G07-LĐ03"))).toEqual({
    levels: ["COMMUNE"],
    source: "FLAGS",
  })
})
