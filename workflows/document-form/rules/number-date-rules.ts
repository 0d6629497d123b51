import { centreOf, folded, type Line } from "#workflows/pdf-reading/lines.ts"
import { component, DIAGRAM, template } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { centredOn, eachLine, fault, inPoints, points, quoted, sizes, styled } from "../measure.ts"

const numbers = rulesOf("number")
const dates = rulesOf("date")

/** Abbreviations of types by their folded names (NĐ 30/2020 Phụ lục III). */
export const TYPE_SYMBOLS: Record<string, string> = {
  "nghi quyet": "NQ",
  "quyet dinh": "QĐ",
  "chi thi": "CT",
  "quy che": "QC",
  "quy dinh": "QyĐ",
  "thong cao": "TC",
  "thong bao": "TB",
  "huong dan": "HD",
  "chuong trinh": "CTr",
  "ke hoach": "KH",
  "phuong an": "PA",
  "de an": "ĐA",
  "du an": "DA",
  "bao cao": "BC",
  "bien ban": "BB",
  "to trinh": "TTr",
}

const number = ({ parts }: Checked): Line[] => [parts.header.number].filter((line) => line !== null)
const date = ({ parts }: Checked): Line[] => [parts.header.date].filter((line) => line !== null)

/** `12` and `QĐ-UBND` of `Số: 12/QĐ-UBND`; the number is empty where its place is kept free. */
export const numberParts = (text: string): { digits: string; symbol: string } | null => {
  const found = /^s[ốo]\s*:?\s*([^/]*?)\s*\/\s*(.*)$/iu.exec(text)
  return found ? { digits: found[1] ?? "", symbol: found[2] ?? "" } : null
}

export const dateParts = (
  text: string,
): { place: string; day: string; month: string; year: string } | null => {
  const found = /^(.*?),?\s*ngày\s*(\d*)\s*tháng\s*(\d*)\s*năm\s*(\d*)\s*$/iu.exec(text)
  const [, place = "", day = "", month = "", year = ""] = found ?? []
  return found ? { place, day, month, year } : null
}

const eachNumber = (
  checked: Checked,
  isRight: (of: { digits: string; symbol: string; text: string }) => boolean,
  expected: string,
) =>
  eachLine(
    number(checked),
    ({ text }) => {
      const found = numberParts(text)
      return found === null || isRight({ ...found, text })
    },
    expected,
  )
const eachDate = (
  checked: Checked,
  isRight: (of: NonNullable<ReturnType<typeof dateParts>>) => boolean,
  expected: string,
) =>
  eachLine(
    date(checked),
    ({ text }) => {
      const found = dateParts(text)
      return found === null || isRight(found)
    },
    expected,
  )

export const NUMBER_RULES: LintRule[] = [
  numbers("present", component(3), "Văn bản có số và ký hiệu.", (checked) =>
    number(checked).length > 0 ? [] : [fault(1, "không có dòng số, ký hiệu", "Số: …/…")],
  ),
  numbers("form", component(3, "c"), "Số, ký hiệu viết theo dạng «Số: 15/QĐ-UBND».", (checked) =>
    eachLine(number(checked), ({ text }) => numberParts(text) !== null, "Số: 15/QĐ-UBND"),
  ),
  numbers("colon", component(3, "c"), "Sau từ «Số» có dấu hai chấm.", (checked) =>
    eachLine(number(checked), ({ text }) => /^s[ốo]\s*:/iu.test(text), "«Số:»"),
  ),
  numbers("label", component(3, "c"), "Từ «Số» viết thường, hoa chữ đầu.", (checked) =>
    eachLine(number(checked), ({ text }) => text.startsWith("Số"), "«Số:»"),
  ),
  numbers("padded", component(3, "c"), "Số nhỏ hơn 10 có số 0 phía trước.", (checked) =>
    eachNumber(checked, ({ digits }) => !/^\d$/u.test(digits), "hai chữ số: 01, 02, …, 09"),
  ),
  numbers("arabic", component(3, "a"), "Số của văn bản là chữ số Ả Rập, không có số 0 thừa.", (checked) =>
    eachNumber(
      checked,
      ({ digits }) => digits === "" || /^(0?[1-9]|[1-9]\d+)$/u.test(digits),
      "01, 02, …, 10, 11, …",
    ),
  ),
  numbers("symbol", component(3, "b"), "Ký hiệu viết hoa, các nhóm chữ cách nhau bằng gạch nối.", (checked) =>
    eachNumber(
      checked,
      ({ symbol }) => /^(QyĐ|CTr|TTr|TrS|\p{Lu}+)(-\p{Lu}+)+$/u.test(symbol),
      "chữ in hoa, dấu gạch nối: QĐ-UBND",
    ),
  ),
  numbers(
    "symbol-type",
    template("bảng chữ viết tắt tên loại"),
    "Ký hiệu bắt đầu bằng chữ viết tắt của tên loại.",
    (checked) => {
      const wanted = TYPE_SYMBOLS[folded(checked.parts.title.typeName?.text ?? "")]
      return wanted === undefined
        ? []
        : eachNumber(checked, ({ symbol }) => symbol.startsWith(`${wanted}-`), `${wanted}-…`)
    },
  ),
  numbers("no-spaces", component(3, "c"), "Giữa số, dấu gạch chéo và ký hiệu không cách chữ.", (checked) =>
    eachNumber(
      checked,
      ({ digits, symbol, text }) =>
        !/\s/u.test(symbol) && (digits === "" || text.includes(`${digits}/${symbol}`)),
      "không cách chữ",
    ),
  ),
  numbers("style", component(3, "c"), "Số, ký hiệu kiểu chữ đứng, không đậm.", (checked) =>
    styled(number(checked), { bold: false, italic: false }),
  ),
  numbers("size", component(3, "c"), "Số, ký hiệu đúng cỡ chữ quy định.", (checked) =>
    sizes(number(checked), "number", checked.profile),
  ),
  numbers("centred", component(3, "c"), "Số, ký hiệu được canh giữa dưới tên cơ quan.", (checked) => {
    const last = checked.parts.header.agency.at(-1)
    // A place kept free has no width to speak of.
    const filled = number(checked).filter(({ text }) => numberParts(text)?.digits !== "")
    return last ? centredOn(filled, centreOf(last), checked.profile, "dưới tên cơ quan") : []
  }),
]

const isRealDay = (year: string, month: string, day: string): boolean => {
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day)
}

export const DATE_RULES: LintRule[] = [
  dates("present", component(4), "Văn bản có địa danh và thời gian ban hành.", (checked) =>
    date(checked).length > 0
      ? []
      : [fault(1, "không có dòng địa danh, ngày tháng", "…, ngày … tháng … năm …")],
  ),
  dates("form", component(4, "b"), "Thời gian viết đầy đủ «ngày … tháng … năm …».", (checked) =>
    eachLine(
      date(checked),
      ({ text }) => dateParts(text) !== null && / ngày/u.test(text),
      "Đắk Nông, ngày 03 tháng 3 năm 2023",
    ),
  ),
  dates("comma", component(4, "b"), "Sau địa danh có dấu phẩy.", (checked) =>
    eachLine(date(checked), ({ text }) => /^[^,]+, ngày/iu.test(text), "dấu phẩy sau địa danh"),
  ),
  dates("place-capital", component(4, "a"), "Địa danh viết hoa chữ cái đầu.", (checked) =>
    eachDate(
      checked,
      ({ place }) => /^\p{Lu}\p{Ll}/u.test(place),
      "địa danh viết hoa chữ cái đầu các âm tiết",
    ),
  ),
  dates("day-padded", component(4, "b"), "Ngày nhỏ hơn 10 có số 0 phía trước.", (checked) =>
    eachDate(checked, ({ day }) => day.length !== 1, "hai chữ số: 01, 02, …, 09"),
  ),
  dates("month-padded", component(4, "b"), "Chỉ tháng 1 và tháng 2 có số 0 phía trước.", (checked) =>
    eachDate(
      checked,
      ({ month }) =>
        month === "" || month === (Number(month) < 3 ? month.padStart(2, "0") : String(Number(month))),
      "01, 02, 3, 4, …, 12",
    ),
  ),
  dates("real-day", component(4, "b"), "Ngày, tháng có thật.", (checked) =>
    eachDate(
      checked,
      ({ day, month, year }) => [day, month, year].includes("") || isRealDay(year, month, day),
      "ngày có trong lịch",
    ),
  ),
  dates(
    "with-number",
    template("mẫu 1.2"),
    "Số và ngày cùng để trống trước khi ban hành, cùng được ghi khi ban hành.",
    (checked) => {
      const [numberLine] = number(checked)
      const [dateLine] = date(checked)
      const written = numberLine && numberParts(numberLine.text)
      const dated = dateLine && dateParts(dateLine.text)
      if (!written || !dated) return []
      const isDated = dated.day !== "" && dated.month !== "" && dated.year !== ""
      return (written.digits !== "") === isDated
        ? []
        : [fault(1, `${quoted(numberLine.text)}; ${quoted(dateLine.text)}`, "cùng trống hoặc cùng được ghi")]
    },
  ),
  dates("style", component(4, "b"), "Địa danh và thời gian kiểu chữ nghiêng, không đậm.", (checked) =>
    styled(date(checked), { bold: false, italic: true }),
  ),
  dates("size", component(4, "b"), "Địa danh và thời gian đúng cỡ chữ quy định.", (checked) =>
    sizes(date(checked), "date", checked.profile),
  ),
  dates(
    "centred",
    component(4, "b"),
    "Địa danh và thời gian được canh giữa dưới Quốc hiệu, Tiêu ngữ.",
    (checked) => {
      const above = checked.parts.header.motto ?? checked.parts.header.nation
      const filled = date(checked).filter(({ text }) => dateParts(text)?.day !== "")
      return above ? centredOn(filled, centreOf(above), checked.profile, "dưới Tiêu ngữ") : []
    },
  ),
  dates("level", DIAGRAM, "Số, ký hiệu và ngày tháng ở trên cùng một dòng.", (checked): Fault[] => {
    const [left] = number(checked)
    const [right] = date(checked)
    if (!left || !right) return []
    const apart = Math.abs(left.baseline - right.baseline)
    return apart <= points(checked.profile.tolerance.baseline)
      ? []
      : [fault(1, `lệch ${inPoints(apart)}`, "cùng một dòng")]
  }),
]
