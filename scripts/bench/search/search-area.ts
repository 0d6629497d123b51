import { foldText } from "#models/shared/text.ts"
import { SEARCH_TERMS } from "#seeds/reference/search-terms.ts"
import { searchOver } from "#workflows/search/search-over.ts"
import type { Area } from "../area.ts"
import { timeInTurn } from "../timing.ts"
import { manyProcedures } from "./many-procedures.ts"

const COUNT = 20_000
const ROUNDS = 5

/** As people ask: common words and rare ones, one word, a code, an everyday name, a slip of the finger, nothing at all. */
const QUERIES = [
  "đăng ký khai sinh",
  "dang ky ket hon",
  "giấy phép lao động",
  "trợ cấp hưu trí xã hội",
  "cấp lại giấy chứng nhận",
  "biển số xe",
  "cấp",
  "hộ nghèo",
  "1.001193",
  "1.001193.000.00.00.H16",
  "sổ đỏ",
  "GPLX",
  "giấy",
  "dang ky kahi sinh",
  "abcxyz không có",
  "tàu vũ trụ",
]

/** Searching a long list, beside folding every name and looking whether each word stands in it, as a plain filter does. */
export const searchArea: Area = {
  name: "search",
  title: `Tra cứu trong ${COUNT.toLocaleString("vi-VN")} thủ tục`,
  run: async (say) => {
    const rows = manyProcedures(COUNT)
    const before = memoryUsed()
    const from = performance.now()
    const search = searchOver(rows)
    const building = performance.now() - from
    const held = memoryUsed() - before

    const scan = (text: string) => {
      const words = foldText(text).split(" ")
      return rows.filter(({ names, codes }) => {
        const folded = foldText(`${names.join(" ")} ${codes.join(" ")}`)
        return words.every((word) => folded.includes(word))
      }).length
    }
    const ratios: number[] = []
    let [all, scanned] = [0, 0]
    for (const query of QUERIES) {
      const { ours, scanning } = await timeInTurn(
        { ours: () => search(query, SEARCH_TERMS), scanning: () => scan(query) },
        { rounds: ROUNDS, warmUp: 3 },
      )
      say(`«${query}»: ${ours.toFixed(2)} ms, quét ${scanning.toFixed(0)} ms`)
      ratios.push(scanning / ours)
      all += ours
      scanned += scanning
    }
    return [
      {
        name: "search-scan",
        title: `${QUERIES.length} câu hỏi, nhanh hơn quét từng tên đã bỏ dấu`,
        value: scanned / all,
        unit: "×",
        target: { atLeast: 20 },
      },
      {
        name: "search-slowest",
        title: "Câu hỏi chậm nhất trong đó",
        value: Math.min(...ratios),
        unit: "×",
        target: { atLeast: 20 },
      },
      {
        name: "search-build",
        title: "Lập chỉ mục một lần, so với một lần quét",
        value: building / (scanned / QUERIES.length),
        unit: "×",
        target: { atMost: 30 },
      },
      {
        name: "search-memory",
        title: "Bộ nhớ của chỉ mục",
        value: held,
        unit: "MiB",
        target: { atMost: 120 },
      },
    ]
  },
}

const memoryUsed = (): number => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}
