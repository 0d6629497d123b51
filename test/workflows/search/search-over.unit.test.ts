import { expect, test } from "vitest"
import { SEARCH_TERMS } from "#seeds/reference/search-terms.ts"
import { anEntry } from "#test/models/catalogue-edition/an-issued-edition.ts"
import { searchableRow } from "#workflows/public-catalogue/search-rows.ts"
import { searchOver } from "#workflows/search/search-over.ts"

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

const search = searchOver(ENTRIES.map((entry) => searchableRow({ entry })))
const find = (text: string, terms = SEARCH_TERMS) => {
  const { places, ...how } = search(text, terms)
  return { names: places.map((place) => ENTRIES[place]?.serviceName), ...how }
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

test.each([
  "1.004227",
  "1.004227.01",
  "1.004227.07",
  "1.004227.000.00.00.H16",
  "1.004227.01.000.00.00.H16",
  "1.004227.000.00.00",
  "1.004227.H16",
  "1,004227",
  "1. 004227",
  "1.0042",
  "004227",
  "1004227",
  "4227",
])("a code typed as “%s” finds its procedure first", (text) => {
  expect(find(text).names[0]).toBe("Đăng ký biến động quyền sử dụng đất")
})

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
    expect(() => find(text)).not.toThrow()
  },
)

test("what a word stands for holds on the days the table gives it, and in the words of the table alone", () => {
  const onDay = (day: string) =>
    SEARCH_TERMS.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
  const cards = [
    anEntry("1.000001", "Cấp thẻ căn cước công dân khi đủ tuổi"),
    anEntry("1.000002", "Cấp thẻ căn cước cho người dưới 14 tuổi"),
  ]
  const among = searchOver(cards.map((entry) => searchableRow({ entry })))
  expect(among("CCCD", onDay("2023-05-12")).places).toEqual([0])
  expect(among("CCCD", onDay("2027-05-12")).places).toHaveLength(2)
  expect(among("CCCD", []).places).toEqual([])
})

test("an everyday name typed with other accents is another word", () => {
  const rows = [
    anEntry("1.000001", "Cấp giấy chứng nhận quyền sử dụng đất"),
    anEntry("1.000002", "Cấp số, độ dốc"),
  ]
  const among = searchOver(rows.map((entry) => searchableRow({ entry })))
  expect(among("sổ đỏ", SEARCH_TERMS).places).toContain(0)
  expect(among("so do", SEARCH_TERMS).places).toContain(0)
  expect(among("số độ", SEARCH_TERMS).places).toEqual([1])
})

test("a mistyped search says what was probably meant, with the accents of the name found", () => {
  expect(find("đăng ký khai sihn").meant).toBe("đăng ký khai sinh")
  expect(find("khaisinh").meant).toBe("khai sinh")
  expect(find("đăng ký khai sinh").meant).toBeNull()
})

test("where nothing is found, the parts of the query that find something are offered with their numbers", () => {
  const { names, shorter } = find("khai tử cho bò sữa Hà Lan")
  expect(names).toEqual([])
  expect(shorter).toContainEqual({ text: "khai tử", count: 1 })
})

test("text as another system composes its accents finds the same", () => {
  expect(find("đăng ký khai tử".normalize("NFD")).names).toEqual(["Thủ tục đăng ký khai tử"])
})

test("words that only ask are not looked for", () => {
  expect(find("xin làm giấy khai sinh ở đâu").names[0]).toBe("Thủ tục đăng ký khai sinh")
  expect(find("TTHC").names).toHaveLength(ENTRIES.length)
})
