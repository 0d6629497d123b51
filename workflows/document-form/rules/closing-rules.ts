import { boxAround, centreOf, joined, type Line } from "#workflows/pdf-reading/lines.ts"
import type { FieldOnPage } from "#workflows/pdf-reading/reading.ts"
import { component, DIAGRAM, PRACTICE } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import {
  capitalLines,
  centredOn,
  eachLine,
  fault,
  inMm,
  millimetres,
  points,
  quoted,
  sizes,
  styled,
} from "../measure.ts"
import { capacityFault, logicalLines } from "./capacity.ts"

const rule = rulesOf("signing")
const BOLD = { bold: true, italic: false }

const capacity = ({ parts }: Checked): Line[] => parts.closing.capacity
const name = ({ parts }: Checked): Line[] => [parts.closing.name].filter((line) => line !== null)
const pageOf = ({ parts }: Checked): number => parts.closing.page
const capacityText = (checked: Checked): string => quoted(joined(capacity(checked)))

/** Academic and honorary titles, which do not stand before a name. */
const HONOURS =
  /^(GS|PGS|TS|ThS|CN|KS|BS|LS|NGND|NGƯT|Tiến sĩ|Thạc sĩ|Giáo sư|Phó Giáo sư|Luật sư|Ông|Bà|Đồng chí)(?!\p{L})/u

/** `Đinh Thị Bích Vân`, `Điểu K'Ré`, `H'Yim Kđoh`, `Y Thanh Hà Niê Kđăm`. */
const NAME = /^\p{Lu}[\p{L}'’ʼ-]*(?: \p{Lu}[\p{L}'’ʼ-]*)+$/u

/** Signature fields of a page: the person's lies between capacity and name, the agency's on its left. */
const signatureFields = ({ parts }: Checked) => {
  const page = parts.pages.find(({ page: { number } }) => number === parts.closing.page)?.page
  const fields = page?.fields.filter(({ kind }) => kind === "signature") ?? []
  const [seal, person] = [...fields].sort((a, b) => centreOf(a) - centreOf(b))
  return person && seal ? { person, seal } : { person: seal, seal: undefined }
}

/** Strokes and shapes a signature field shows that are not of the colour; pictures made of dots are not looked into. */
const pictureIn = (
  { parts }: Checked,
  field: FieldOnPage | undefined,
  isRight: (colour: [number, number, number]) => boolean,
  expected: string,
): Fault[] => {
  const page = parts.pages.find(({ page: { number } }) => number === parts.closing.page)?.page
  const wrong = page?.artwork.find(
    (one) => field && one.field === field.name && one.kind === "shape" && !isRight(partsOfColour(one.colour)),
  )
  return page && wrong ? [fault(page.number, `màu ${wrong.colour}`, expected)] : []
}
const partsOfColour = (colour: string): [number, number, number] => {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[0-9a-f]{2}/giu) ?? []).map((part) =>
    Number.parseInt(part, 16),
  )
  return [red, green, blue]
}

export const CLOSING_RULES: LintRule[] = [
  rule("capacity-present", component(7, "b"), "Văn bản có quyền hạn, chức vụ của người ký.", (checked) =>
    capacity(checked).length > 0
      ? []
      : [fault(pageOf(checked), "không có quyền hạn, chức vụ", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH")],
  ),
  rule("capacity-capitals", component(7, "b"), "Quyền hạn, chức vụ trình bày bằng chữ in hoa.", (checked) =>
    capitalLines(capacity(checked)),
  ),
  rule("capacity-style", component(7, "b"), "Quyền hạn, chức vụ kiểu chữ đứng, đậm.", (checked) =>
    styled(capacity(checked), BOLD),
  ),
  rule("capacity-size", component(7, "b"), "Quyền hạn, chức vụ đúng cỡ chữ quy định.", (checked) =>
    sizes(capacity(checked), "capacity", checked.profile),
  ),
  rule(
    "capacity-abbreviation",
    component(7, "b"),
    "Quyền hạn viết tắt TM., KT., TL., TUQ., Q. có dấu chấm và khoảng cách.",
    (checked) =>
      eachLine(
        capacity(checked),
        ({ text }) =>
          !/^(T\s*\/\s*M|K\s*\/\s*T|T\s*\/\s*L|(TM|KT|TL|TUQ|Q)(?!\. \S))(?=[\s./:,-]|$)/u.test(text),
        "TM. , KT. , TL. , TUQ. hoặc Q. trước chức vụ",
      ),
  ),
  rule("capacity-form", component(7, "b"), "Các dòng quyền hạn, chức vụ phù hợp với nhau.", (checked) => {
    const wrong = capacityFault(logicalLines(capacity(checked).map(({ text }) => text)))
    return wrong ? [fault(pageOf(checked), capacityText(checked), wrong)] : []
  }),
  rule(
    "capacity-authority",
    component(7, "b"),
    "Quyền hạn ký phù hợp với thẩm quyền ban hành.",
    (checked): Fault[] => {
      const authority = checked.parts.paragraphs.find(({ kind }) => kind === "authority")?.text
      const [first] = capacity(checked)
      if (authority === undefined || !first) return []
      const collective = !/^CHỦ TỊCH|^GIÁM ĐỐC|^CHÁNH/u.test(authority)
      if (collective === first.text.startsWith("TM.")) return []
      return [
        fault(
          first.page,
          capacityText(checked),
          collective
            ? "TM. … (ban hành theo thẩm quyền tập thể)"
            : "không ký TM. khi ban hành theo thẩm quyền người đứng đầu",
        ),
      ]
    },
  ),
  rule("capacity-centred", component(7, "b"), "Các dòng quyền hạn, chức vụ được canh giữa.", (checked) => {
    const [first] = capacity(checked)
    return first ? centredOn(capacity(checked), centreOf(first), checked.profile, "dưới nhau") : []
  }),
  rule("right-side", DIAGRAM, "Phần ký ở bên phải trang.", (checked) =>
    eachLine(
      [...capacity(checked), ...name(checked)],
      (line) => centreOf(line) > (checked.parts.frame.left + checked.parts.frame.right) / 2,
      "nửa phải của trang",
    ),
  ),
  rule("name-present", component(7, "c"), "Văn bản có họ và tên người ký.", (checked) =>
    name(checked).length > 0 ? [] : [fault(pageOf(checked), "không có họ tên", "họ, tên người ký")],
  ),
  rule(
    "name-form",
    component(7, "c"),
    "Họ và tên người ký viết thường, hoa chữ đầu từng âm tiết.",
    (checked) =>
      eachLine(
        name(checked).filter(({ text }) => !HONOURS.test(text)),
        ({ text }) => NAME.test(text.normalize("NFC")) && !/\p{Lu}{2}/u.test(text.normalize("NFC")),
        "Đinh Thị Bích Vân",
      ),
  ),
  rule("name-plain", component(7, "c"), "Trước họ tên không ghi học hàm, học vị, danh hiệu.", (checked) =>
    eachLine(name(checked), ({ text }) => !HONOURS.test(text), "chỉ họ và tên"),
  ),
  rule("name-style", component(7, "c"), "Họ và tên người ký kiểu chữ đứng, đậm.", (checked) =>
    styled(name(checked), BOLD),
  ),
  rule("name-size", component(7, "c"), "Họ và tên người ký đúng cỡ chữ quy định.", (checked) =>
    sizes(name(checked), "signatory", checked.profile),
  ),
  rule("name-centred", component(7, "c"), "Họ và tên được canh giữa dưới quyền hạn, chức vụ.", (checked) => {
    const [first] = capacity(checked)
    return first ? centredOn(name(checked), centreOf(first), checked.profile, "dưới chức vụ") : []
  }),
  rule("free-height", PRACTICE, "Giữa chức vụ và họ tên có đủ khoảng trống để ký.", (checked) => {
    const [above, below] = [capacity(checked).at(-1), name(checked)[0]]
    if (!above || !below) return []
    const height = below.y0 - above.y1
    const least = checked.profile.allowed.signatureHeight
    return millimetres(height) >= least - checked.profile.tolerance.position
      ? []
      : [fault(below.page, inMm(height), `ít nhất ${least} mm`)]
  }),
  rule("free-area", component(7, "d"), "Chỗ ký không có chữ.", (checked) => {
    const [above, below] = [capacity(checked).at(-1), name(checked)[0]]
    const page = checked.parts.pages.find(({ page: { number } }) => number === pageOf(checked))
    if (!above || !below || !page) return []
    const { x0, x1 } = boxAround([above, below])
    const inside = page.words.find(
      (word) => word.y0 >= above.y1 - 1 && word.y1 <= below.y0 + 1 && word.x1 > x0 && word.x0 < x1,
    )
    return inside ? [fault(below.page, quoted(inside.text), "để trống")] : []
  }),
  rule("field-place", component(7, "d"), "Ô chữ ký số nằm giữa chức vụ và họ tên, cân đối.", (checked) => {
    const [above, below] = [capacity(checked).at(-1), name(checked)[0]]
    const { person } = signatureFields(checked)
    if (!above || !below || !person) return []
    const isBetween = person.y0 >= above.baseline - 1 && person.y1 <= below.baseline
    const apart = Math.abs(centreOf(person) - centreOf(below))
    return isBetween && apart <= points(2 * checked.profile.tolerance.centring)
      ? []
      : [fault(below.page, isBetween ? `lệch ${inMm(apart)}` : "ngoài khoảng ký", "giữa chức vụ và họ tên")]
  }),
  rule(
    "seal-overlap",
    component(8, "a"),
    "Ô dấu của cơ quan trùm khoảng 1/3 chữ ký về bên trái.",
    (checked) => {
      const { person, seal } = signatureFields(checked)
      if (!person || !seal) return []
      const part = (seal.x1 - person.x0) / (person.x1 - person.x0)
      const { min, max } = checked.profile.allowed.sealOverlap
      return seal.x0 < person.x0 && part >= min && part <= max
        ? []
        : [
            fault(
              pageOf(checked),
              `trùm ${inMm(Math.max(0, seal.x1 - person.x0))}`,
              `khoảng 1/3 của ${inMm(person.x1 - person.x0)}`,
            ),
          ]
    },
  ),
  rule("signature-blue", component(7, "d"), "Hình chữ ký của người có thẩm quyền màu xanh.", (checked) =>
    pictureIn(
      checked,
      signatureFields(checked).person,
      ([red, green, blue]) => blue > red && blue > green,
      "màu xanh",
    ),
  ),
  rule("seal-red", component(8, "a"), "Hình dấu của cơ quan màu đỏ.", (checked) =>
    pictureIn(
      checked,
      signatureFields(checked).seal,
      ([red, green, blue]) => red > green && red > blue,
      "màu đỏ",
    ),
  ),
  rule("with-text", PRACTICE, "Trang có chữ ký còn ít nhất hai dòng nội dung.", (checked) => {
    const page = pageOf(checked)
    const lines = checked.parts.paragraphs.flatMap((one) => one.lines).filter((line) => line.page === page)
    const least = checked.profile.allowed.linesBeforeClosing
    return page === 0 || lines.length >= least
      ? []
      : [fault(page, `${lines.length} dòng`, `ít nhất ${least} dòng`)]
  }),
]
