import { expect, test } from "vitest"
import { rowsInForce } from "#models/catalogue-edition/catalogue-in-force.ts"
import { anEntry, anIssuedEdition } from "#test/models/catalogue-edition/an-issued-edition.ts"
import { searchOver } from "#workflows/public-catalogue/search-rows.ts"

const ENTRIES = [
  anEntry("1.004884", "Thủ tục đăng ký lại khai sinh"),
  anEntry("1.000689", "Thủ tục đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con"),
  anEntry("1.001193", "Thủ tục đăng ký khai sinh"),
  anEntry("1.000656", "Thủ tục đăng ký khai tử"),
  anEntry("2.000635", "Cấp bản sao Trích lục hộ tịch"),
  anEntry("1.004227", "Đăng ký biến động quyền sử dụng đất", {
    field: { code: "G13-DD", name: "Đất đai" },
    agency: { id: "so-tnmt", name: "Sở Tài nguyên và Môi trường", code: "so-tnmt" },
  }),
  anEntry("1.001612", "Đăng ký thành lập hộ kinh doanh"),
]

const search = searchOver(rowsInForce({ ...anIssuedEdition(), edition: { entries: ENTRIES } }, []))
const find = (text: string) => {
  const { rows, isApproximate } = search(text)
  return { names: rows.map(({ entry }) => entry.serviceName), isApproximate }
}

test.each([
  "đăng ký khai sinh",
  "dang ky khai sinh",
  "DANG KY KHAI SINH",
  "đăng kí khai sinh",
  "dang ki khai sinh",
])("“%s” finds the registration of births first", (text) => {
  const { names, isApproximate } = find(text)
  expect(names[0]).toBe("Thủ tục đăng ký khai sinh")
  expect(names).toHaveLength(3)
  expect(isApproximate).toBe(false)
})

test("the words as typed side by side come before the same words scattered", () => {
  expect(find("đăng ký khai sinh").names.at(-1)).toBe("Thủ tục đăng ký lại khai sinh")
})

test.each([
  "dang ky kahi sinh",
  "đăng ký khia sinh",
  "dang ky khai sihn",
  "dang kyy khai sinhh",
  "đawng ký khai sinh",
])("a slip of the finger as in “%s” still finds it, and is said to be a near match", (text) => {
  const { names, isApproximate } = find(text)
  expect(names[0]).toBe("Thủ tục đăng ký khai sinh")
  expect(isApproximate).toBe(true)
})

test.each(["1.004227", "1.004227.01", "1.0042", "004227", "1004227"])(
  "a code typed as “%s” finds its procedure first",
  (text) => {
    expect(find(text).names[0]).toBe("Đăng ký biến động quyền sử dụng đất")
  },
)

test("field and agency are words to find by, too", () => {
  expect(find("dat dai").names).toEqual(["Đăng ký biến động quyền sử dụng đất"])
  expect(find("tai nguyen moi truong").names).toEqual(["Đăng ký biến động quyền sử dụng đất"])
})

test("a word half typed finds what it may become", () => {
  expect(find("trích lụ").names).toEqual(["Cấp bản sao Trích lục hộ tịch"])
})

test("a slip that makes another word people use is seen through as well", () => {
  // "sử" stands in another name.
  const { names, isApproximate } = find("đăng ký khai sử")
  expect(names).toContain("Thủ tục đăng ký khai tử")
  expect(isApproximate).toBe(true)
})

test("most of the words side by side are enough, the same syllables scattered are not", () => {
  expect(find("cấp bản sao trích lục kết hôn").names).toEqual(["Cấp bản sao Trích lục hộ tịch"])
  expect(find("sao đất lại con").names).toEqual([])
})

test("nothing alike finds nothing", () => {
  expect(find("tàu vũ trụ liên hành tinh").names).toEqual([])
})

test("no words give every row in print order", () => {
  expect(find("  ").names).toEqual(ENTRIES.map(({ serviceName }) => serviceName))
})

test.each(["(", "\\", "*", "a".repeat(200), "$where", "đ ".repeat(90)])(
  "odd input %j does no harm",
  (text) => {
    expect(() => search(text)).not.toThrow()
  },
)
