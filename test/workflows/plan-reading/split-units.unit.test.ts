import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { splitRoles, splitUnits } from "#workflows/plan-reading/split-units.ts"

describe("các cơ quan trong một ô", () => {
  test.each([
    ["- Các Sở, Ban, ngành - UBND các huyện, thành phố", ["Các Sở, Ban, ngành", "UBND các huyện, thành phố"]],
    [
      "Sở Thông tin và Truyền thông; Văn phòng UBND tỉnh",
      ["Sở Thông tin và Truyền thông", "Văn phòng UBND tỉnh"],
    ],
    ["Văn phòng UBND tỉnh, Sở Nội vụ, Sở Tài chính", ["Văn phòng UBND tỉnh", "Sở Nội vụ", "Sở Tài chính"]],
    ["Sở Nội vụ Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"]],
    ["Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]],
    ["Sở Lao động - Thương binh và Xã hội", ["Sở Lao động - Thương binh và Xã hội"]],
    ["- Sở A (hướng dẫn; đôn đốc) - Sở B", ["Sở A (hướng dẫn; đôn đốc)", "Sở B"]],
    ["Các Sở, Ban, ngành; UBND cấp xã.", ["Các Sở, Ban, ngành", "UBND cấp xã"]],
    ["- VP UBND tỉnh - Sở Nội vụ", ["VP UBND tỉnh", "Sở Nội vụ"]],
    ["", []],
  ])("«%s»", (cell, units) => {
    expect(splitUnits(cell)).toEqual(units)
  })

  test("chủ trì và phối hợp trong một cột được tách ra", () => {
    expect(splitRoles("Chủ trì: Sở Nội vụ. Phối hợp: Các Sở, Ban, ngành")).toEqual({
      leads: " Sở Nội vụ",
      coordinating: " Các Sở, Ban, ngành",
    })
  })

  test("không chữ nào của ô bị mất", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."SởUBND tỉnh,;-()Các "), maxLength: 60 }), (cell) => {
        const letters = (text: string) => text.replace(/[^\p{L}()]/gu, "")
        expect(letters(splitUnits(cell).join(""))).toBe(letters(cell))
      }),
    )
  })
})
