import { normaliseText } from "#models/shared/text.ts"

/** How a unit's name begins. After a dash, a comma or a mere blank only these begin another: names hold dashes and commas themselves. */
const BEGINS = String.raw`(?:(?:Các|Sở|UBND|Ủy ban|Uỷ ban|HĐND|Hội|Văn phòng|VP|Thanh tra|Công an|Ban|BQL|Báo|Đài|Trung tâm|TT|Cục|Chi cục|Thuế|Hải quan|Kho bạc|Bảo hiểm xã hội|BHXH|Bộ|Đoàn|Tỉnh đoàn|Liên đoàn|Mặt trận|Tòa|Viện|Ngân hàng|Trường|Bệnh viện|Phòng|Tổ|Đảng ủy|Bưu điện|VNPT|Viettel|Doanh nghiệp|Chủ tịch|Lãnh đạo)(?=[\s,;.)]|$))`
const BETWEEN = new RegExp(String.raw`(?:^|\s)[-–+•]\s+(?=${BEGINS})|^\s*[-–+•]\s+|;`, "giu")
const AFTER_COMMA = new RegExp(String.raw`,\s+(?=(?!Ban,)${BEGINS})`, "gu")
const AFTER_BLANK = /(?<=\p{L})\s+(?=(?:Sở|UBND|Các Sở|Văn phòng UBND)\s)/gu

/** The units a cell names, each as it is written, a remark in brackets with it: «- Các Sở, Ban, ngành - UBND các huyện, thành phố». */
export const splitUnits = (cell: string): string[] =>
  outsideBrackets(cell, (text) =>
    text
      .replace(BETWEEN, "\n")
      .replace(AFTER_COMMA, "\n")
      .replace(AFTER_BLANK, (blank, at: number, so: string) => (isInsideName(so, at) ? blank : "\n")),
  )
    .split("\n")
    .map((unit) => normaliseText(unit.replace(/^[\s,.:-]+|[\s,.:;-]+$/gu, "")))
    .filter((unit) => unit !== "")

/** «Văn phòng Sở …», «các Sở», «thuộc UBND tỉnh», «Văn phòng UBND»: the second name belongs to the first. */
const isInsideName = (text: string, at: number): boolean =>
  /(?:văn phòng|vp|các|thuộc|của|và|với|giữa|cùng|do|tại|phòng|chủ tịch)$/iu.test(text.slice(0, at))

/** What stands in brackets is never split. */
function outsideBrackets(text: string, change: (text: string) => string): string {
  const kept: string[] = []
  const open = text.replace(/\([^()]*\)/gu, (inside) => {
    kept.push(inside)
    return `\u0001${kept.length - 1}\u0001`
  })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the mark is one no text holds, put here a line above
  return change(open).replace(/\u0001(\d+)\u0001/gu, (_, index: string) => kept[Number(index)] ?? "")
}

/** «Chủ trì: … Phối hợp: …» in one cell; the whole of another cell leads. */
export const splitRoles = (cell: string): { leads: string; coordinating: string } => {
  const match = /^(?:[-–\s]*chủ trì\s*:)?(.*?)[-–;.\s]*phối hợp\s*:(.*)$/iu.exec(cell)
  return match
    ? { leads: match[1] ?? "", coordinating: match[2] ?? "" }
    : { leads: cell.replace(/^[-–\s]*chủ trì\s*:/iu, ""), coordinating: "" }
}
