import { readFileSync } from "node:fs"
import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { SEARCH_TERMS } from "#seeds/reference/search-terms.ts"
import { searchOver } from "#workflows/search/search-over.ts"

const ROWS: Record<string, string>[] = parse(
  readFileSync(new URL("../../../seeds/reference/procedures.csv", import.meta.url)),
  { columns: true },
)
const CODES = ROWS.map((row) => row["Mã TTHC"] ?? "")

/** What people type, and the procedures any of which answers it. */
const ASKED: readonly (readonly [query: string, ...codes: string[]])[] = [
  ["đăng ký khai sinh", "1.001193"],
  ["giấy khai sinh", "1.001193"],
  ["TTHC khai sinh", "1.001193"],
  ["xin làm giấy khai sinh", "1.001193"],
  ["thu tuc dang ky khai tu", "1.000656"],
  ["giấy chứng tử", "1.000656"],
  ["báo tử", "1.000656"],
  ["dang ky ket hon", "1.000894"],
  ["ĐĂNG KÍ KẾT HÔN", "1.000894"],
  ["hôn thú", "1.000894"],
  ["giấy đăng ký kết hôn", "1.000894"],
  ["kết hôn với người nước ngoài", "2.000806"],
  ["ly dị", "2.000554"],
  ["nhận con", "1.001022"],
  ["đổi tên", "1.004859"],
  ["con nuôi trong nước", "2.001263"],
  ["bằng lái", "1.001777", "3.000360"],
  ["GPLX", "1.001777", "3.000360"],
  ["biển số xe cấp lại", "1.013080"],
  ["mất cà vẹt", "1.013080"],
  ["sổ đỏ", "1.012790", "1.012796", "1.012817"],
  ["so do", "1.012790", "1.012796", "1.012817"],
  ["đính chính GCN", "1.012790", "1.012796"],
  ["GCNQSDĐ", "1.012790", "1.012796", "1.012817"],
  ["tặng cho QSDĐ", "1.013979"],
  ["thế chấp sổ đỏ", "1.011441"],
  ["xóa thế chấp", "1.011443"],
  ["tranh chấp đất", "1.012812", "1.013967"],
  ["BHYT cấp lại thẻ", "1.001294"],
  ["mất thẻ bảo hiểm", "1.001294"],
  ["đổi thẻ bảo hiểm y tế", "1.001321"],
  ["tiền tử tuất", "2.000821"],
  ["HKD chấm dứt", "1.001266"],
  ["cấp lại giấy đăng ký hộ kinh doanh", "2.000575"],
  ["công ty TNHH một thành viên", "2.001583"],
  ["mở công ty", "2.001199", "2.001583"],
  ["giải thể công ty", "2.002023"],
  ["thành lập HTX", "1.005280"],
  ["giải thể HTX", "1.004982"],
  ["VPĐD thương nhân nước ngoài", "2.000063"],
  ["ĐTM", "1.010733"],
  ["GPMT", "1.010727"],
  ["gia hạn GPLĐ", "1.014201"],
  ["cấp lại giấy phép lao động cho người nước ngoài", "1.014200"],
  ["C/O cà phê", "1.000398"],
  ["CFS mỹ phẩm", "1.009566"],
  ["cây xăng", "2.000645", "2.000647"],
  ["chấm dứt MST", "1.007607"],
  ["quyết toán thuế TNCN", "1.008309"],
  ["tiền người già", "1.014027"],
  ["giấy khuyết tật", "1.001653", "1.001699"],
  ["hộ nghèo", "1.011606", "1.011608"],
  ["quán net", "1.013792", "1.013793"],
  ["công chứng chữ ký", "2.000884"],
  ["di chuc", "2.001019"],
  ["chất độc da cam", "1.010817"],
  ["ba me viet nam anh hung", "1.014149", "1.014150"],
  ["NOXH", "1.014632"],
  ["sàn BĐS", "1.012900"],
  ["thẻ thường trú người nước ngoài", "1.001010"],
  ["thi công chức", "1.014111"],
  ["chặt cây", "1.002693"],
  ["OCOP", "3.000611"],
  ["phúc khảo THPT", "1.005095"],
  ["KBNN tất toán", "3.000114"],
  ["vật liệu chống cháy", "1.014783"],
  ["1.001193", "1.001193"],
  ["1.001193.000.00.00.H16", "1.001193"],
  ["1001193", "1.001193"],
  ["000656", "1.000656"],
  ["2.001583.01", "2.001583"],
  ["1,000894", "1.000894"],
  ["1.01073", "1.010733"],
  ["dang ky kahi sinh", "1.001193"],
  ["khaisinh", "1.001193"],
  ["ket hom", "1.000894"],
  ["hợp tác sã giải thể", "1.004982"],
  ["đăng ký khai tử".normalize("NFD"), "1.000656"],
]

const search = searchOver(
  ROWS.map((row) => ({
    names: [(row["Tên TTHC"] ?? "").replace(/^thủ tục\s+/iu, "")],
    codes: [row["Mã TTHC"] ?? ""],
    context: [row["Lĩnh vực"] ?? "", row["Cơ quan thực hiện"] ?? "", "thủ tục hành chính"],
  })),
)
const inForce = SEARCH_TERMS.filter(({ validTo }) => validTo === null)

const ranks = (terms: typeof SEARCH_TERMS) =>
  ASKED.map(([query, ...answers]) => {
    const { places } = search(query, terms)
    const rank = places.findIndex((place) => answers.includes(CODES[place] ?? "")) + 1
    return { query, rank, share: rank === 0 ? 0 : 1 / rank }
  })
const meanOf = (found: readonly { share: number }[]) =>
  found.reduce((sum, { share }) => sum + share, 0) / found.length

test("what people ask is answered near the top: mean reciprocal rank of the queries with known answers", () => {
  expect(ASKED.length).toBeGreaterThanOrEqual(60)
  expect(ASKED.flatMap(([, ...codes]) => codes).filter((code) => !CODES.includes(code))).toEqual([])
  const found = ranks(inForce)
  const mean = meanOf(found)
  const late = found
    .filter(({ rank }) => rank !== 1)
    .map(({ query, rank }) => `${query} (${rank || "không thấy"})`)
  process.stdout.write(
    `Tra cứu: ${ASKED.length} câu hỏi, MRR ${mean.toFixed(3)}; không đứng đầu: ${late.join(", ") || "không"}\n`,
  )
  expect(mean).toBeGreaterThanOrEqual(0.93)
  expect(found.filter(({ rank }) => rank === 0 || rank > 10)).toEqual([])
})

test("without the table of abbreviations and everyday names far less is found", () => {
  expect(meanOf(ranks([]))).toBeLessThan(meanOf(ranks(inForce)) - 0.2)
})
