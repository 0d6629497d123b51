import { expect, test } from "vitest"
import { actName } from "#models/legal-basis/act-name.ts"
import { citationFrom } from "#workflows/classification/citation.ts"
import { aProcedure } from "./a-procedure.ts"

test.each([
  ["60/2014/QH13", "Luật Hộ tịch", "Luật Hộ tịch số 60/2014/QH13"],
  ["60/2014/QH13", "Luật 60/2014/QH13", "Luật số 60/2014/QH13"],
  ["31/2024/QH15", "Luật Đất đai ngày 18/01/2024;", "Luật Đất đai số 31/2024/QH15"],
  ["58/2014/QH13", "LUẬT BẢO HIỂM XÃ HỘI", "Luật Bảo hiểm xã hội số 58/2014/QH13"],
  ["Luật số 32/2024/QH15", "Luật Các tổ chức tín dụng", "Luật Các tổ chức tín dụng số 32/2024/QH15"],
  ["45/2019/QH14", "Bộ luật Lao động", "Bộ luật Lao động số 45/2019/QH14"],
  ["35/ 2026/QĐ-UBND", "Quy định chấp thuận thiết kế", "Quyết định số 35/2026/QĐ-UBND"],
  ["24/2012/NĐ-CP", "Nghị định số 24/2012/NĐ-CP của Chính phủ", "Nghị định số 24/2012/NĐ-CP"],
  ["93/2015/QH13", "Về việc thực hiện chính sách bảo hiểm", "Nghị quyết số 93/2015/QH13"],
])("%s «%s» is cited as «%s»", (number, title, cited) => {
  expect(actName({ number, title })).toBe(cited)
})

test("a law is cited before a decree, a decree before a circular", () => {
  const law = { number: "60/2014/QH13", title: "Luật Hộ tịch" }
  const decree = {
    number: "123/2015/NĐ-CP",
    title: "Nghị định quy định chi tiết Luật Hộ tịch số 60/2014/QH13",
  }
  const circular = { number: "04/2020/TT-BTP", title: "Thông tư hướng dẫn" }
  const cite = (...legalBases: { number: string; title: string }[]) =>
    citationFrom(aProcedure({ legalBases }))
  expect(cite(circular, decree, law)).toBe("Luật Hộ tịch số 60/2014/QH13")
  expect(cite(circular, decree)).toBe("Nghị định số 123/2015/NĐ-CP")
  expect(cite(circular)).toBe("Thông tư số 04/2020/TT-BTP")
  expect(cite()).toBe("")
})

test("of two laws the one of the sector is cited, not one on fees and not an amendment", () => {
  const legalBases = [
    { number: "97/2015/QH13", title: "Luật Phí và lệ phí" },
    { number: "10/2020/QH14", title: "Luật sửa đổi, bổ sung một số điều của Luật Hộ tịch" },
    { number: "60/2014/QH13", title: "Luật Hộ tịch" },
  ]
  expect(citationFrom(aProcedure({ legalBases }))).toBe("Luật Hộ tịch số 60/2014/QH13")
})
