import { describe, expect, test } from "vitest"
import { readDue } from "#workflows/plan-reading/read-due.ts"

describe("thời gian thực hiện của một nhiệm vụ", () => {
  test.each([
    ["Hoàn thành tháng 4/2023", "ONCE", null, "2023-04-30"],
    ["Tháng 02 năm 2024", "ONCE", "2024-02-01", "2024-02-29"],
    ["Quý III/2023", "ONCE", "2023-07-01", "2023-09-30"],
    ["quý 4 năm 2026", "ONCE", "2026-10-01", "2026-12-31"],
    ["Năm 2023", "ONCE", "2023-01-01", "2023-12-31"],
    ["6 tháng đầu năm 2027", "ONCE", "2027-01-01", "2027-06-30"],
    ["2026-2030", "ONCE", "2026-01-01", "2030-12-31"],
    ["Tháng 3 - 5/2027", "ONCE", "2027-03-01", "2027-05-31"],
    ["Hoàn thành trước ngày 15/6/2027", "ONCE", null, "2027-06-14"],
    ["Chậm nhất ngày 15 tháng 6 năm 2027", "ONCE", null, "2027-06-15"],
    ["Từ tháng 3/2023, hoàn thành quý IV/2024", "ONCE", "2023-03-01", "2024-12-31"],
    ["Từ tháng 3/ năm 2023", "FROM", "2023-03-01", null],
    ["Từ quý II/2023", "FROM", "2023-04-01", null],
    ["Thường xuyên", "ONGOING", null, null],
    ["Thường xuyên từ tháng 4/2027", "ONGOING", "2027-04-01", null],
    ["Khi có yêu cầu", "ON_REQUEST", null, null],
    ["Sớm", "UNTOLD", null, null],
    ["", "UNTOLD", null, null],
  ])("«%s»", (text, kind, from, until) => {
    expect(readDue(text).rule).toMatchObject({ kind, from, until, text })
  })

  test.each([
    ["Hằng năm, tháng 5", { every: "YEAR", month: 5 }],
    ["Tháng 5 hàng năm", { every: "YEAR", month: 5 }],
    ["Hàng năm", { every: "YEAR", month: null }],
    ["Định kỳ hằng quý", { every: "QUARTER", month: null }],
    ["Hằng tháng", { every: "MONTH", month: null }],
  ])("«%s» lặp lại", (text, repeats) => {
    expect(readDue(text).rule).toMatchObject({ kind: "PERIODIC", repeats })
  })

  test.each(["Tháng 13/2023", "Quý 5/2027", "31/02/2027", "Hoàn thành tháng 0/2027"])(
    "«%s» không có trong lịch nào",
    (text) => {
      expect(readDue(text)).toMatchObject({ rule: { kind: "UNTOLD" }, impossible: expect.any(String) })
    },
  )
})
