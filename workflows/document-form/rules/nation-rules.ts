import { centreOf, folded, type Line, widthOf } from "#workflows/pdf-reading/lines.ts"
import { component, PRACTICE, SAMPLE } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import {
  capitalLines,
  centredOn,
  eachLine,
  fault,
  inMm,
  inPoints,
  points,
  quoted,
  singleSpaced,
  sizes,
  styled,
} from "../measure.ts"

const rule = rulesOf("nation")
const BOLD = { bold: true, italic: false }
const NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
const MOTTO = "Độc lập - Tự do - Hạnh phúc"

const parts = ({ parts: { header } }: Checked) => header
const nation = (checked: Checked): Line[] => [parts(checked).nation].filter((line) => line !== null)
const motto = (checked: Checked): Line[] => [parts(checked).motto].filter((line) => line !== null)
const ruled = (checked: Checked, check: (line: Line, x0: number, x1: number) => Fault | null): Fault[] => {
  const { motto: line, mottoRule } = parts(checked)
  const wrong = line && mottoRule && check(line, mottoRule.x0, mottoRule.x1)
  return wrong ? [wrong] : []
}

export const NATION_RULES: LintRule[] = [
  rule("present", component(1), "Văn bản có Quốc hiệu và Tiêu ngữ.", ({ parts: { header } }) =>
    header.nation && header.motto
      ? []
      : [fault(1, header.nation ? "không có Tiêu ngữ" : "không có Quốc hiệu", `${NATION} / ${MOTTO}`)],
  ),
  rule("text", component(1, "a"), "Quốc hiệu viết đúng, trên một dòng.", (checked) =>
    eachLine(
      nation(checked),
      ({ text }) => folded(text) === folded(NATION) && text.toLocaleUpperCase("vi") === NATION,
      NATION,
    ),
  ),
  rule("capitals", component(1, "a"), "Quốc hiệu trình bày bằng chữ in hoa.", (checked) =>
    capitalLines(nation(checked)),
  ),
  rule("style", component(1, "a"), "Quốc hiệu kiểu chữ đứng, đậm.", (checked) =>
    styled(nation(checked), BOLD),
  ),
  rule("size", component(1, "a"), "Quốc hiệu đúng cỡ chữ quy định.", (checked) =>
    sizes(nation(checked), "nation", checked.profile),
  ),
  rule("place", component(1), "Quốc hiệu ở phía trên, bên phải trang đầu.", (checked) =>
    eachLine(
      nation(checked),
      (line) => centreOf(line) > (checked.reading.pages[0]?.width ?? 0) / 2,
      "giữa dòng nằm ở nửa phải của trang",
    ),
  ),
  rule("motto-capitals", component(1, "b"), "Tiêu ngữ viết hoa chữ cái đầu của các cụm từ.", (checked) =>
    eachLine(
      motto(checked),
      ({ text }) =>
        folded(text) !== folded(MOTTO) ||
        text.replaceAll(/[^\p{L}]/gu, "") === MOTTO.replaceAll(/[^\p{L}]/gu, ""),
      MOTTO,
    ),
  ),
  rule("motto-text", component(1, "b"), "Tiêu ngữ viết đúng.", (checked) =>
    eachLine(motto(checked), ({ text }) => folded(text) === folded(MOTTO), MOTTO),
  ),
  rule(
    "motto-hyphens",
    component(1, "b"),
    "Giữa các cụm từ của Tiêu ngữ có gạch nối, có cách chữ.",
    (checked) =>
      eachLine(motto(checked), ({ text }) => text.split(" - ").length === 3 && !/[–—]/u.test(text), MOTTO),
  ),
  rule("motto-style", component(1, "b"), "Tiêu ngữ kiểu chữ đứng, đậm.", (checked) =>
    styled(motto(checked), BOLD),
  ),
  rule("motto-size", component(1, "b"), "Tiêu ngữ đúng cỡ chữ quy định.", (checked) =>
    sizes(motto(checked), "motto", checked.profile),
  ),
  rule("motto-centred", component(1, "b"), "Tiêu ngữ được canh giữa dưới Quốc hiệu.", (checked) => {
    const [above] = nation(checked)
    return above ? centredOn(motto(checked), centreOf(above), checked.profile, "dưới Quốc hiệu") : []
  }),
  rule("motto-spacing", component(1, "b"), "Quốc hiệu và Tiêu ngữ cách nhau dòng đơn.", (checked) =>
    singleSpaced([...nation(checked), ...motto(checked)], checked.profile),
  ),
  rule("rule", component(1, "b"), "Dưới Tiêu ngữ có đường kẻ ngang, nét liền.", ({ parts: { header } }) =>
    header.motto && !header.mottoRule ? [fault(1, "không có đường kẻ", "đường kẻ dưới Tiêu ngữ")] : [],
  ),
  rule("rule-length", component(1, "b"), "Đường kẻ dưới Tiêu ngữ dài bằng dòng chữ.", (checked) =>
    ruled(checked, (line, x0, x1) =>
      Math.abs(x1 - x0 - widthOf(line)) <= points(checked.profile.tolerance.position)
        ? null
        : fault(line.page, `dài ${inMm(x1 - x0)}`, `dài ${inMm(widthOf(line))}`),
    ),
  ),
  rule("rule-centred", component(1, "b"), "Đường kẻ dưới Tiêu ngữ nằm ngay dưới dòng chữ.", (checked) =>
    ruled(checked, (line, x0, x1) =>
      Math.abs((x0 + x1) / 2 - centreOf(line)) <= points(checked.profile.tolerance.position)
        ? null
        : fault(line.page, `lệch ${inMm(Math.abs((x0 + x1) / 2 - centreOf(line)))}`, "thẳng với dòng chữ"),
    ),
  ),
  rule("rule-near", PRACTICE, "Đường kẻ dưới Tiêu ngữ sát dòng chữ, không đè lên dòng chữ.", (checked) => {
    const { motto: line, mottoRule } = parts(checked)
    if (!line || !mottoRule) return []
    const { min, max } = checked.profile.allowed.ruleGap
    const gap = mottoRule.y0 - line.baseline
    return gap >= min * line.size && gap <= max * line.size
      ? []
      : [
          fault(
            line.page,
            `cách chân chữ ${inPoints(gap)}`,
            `từ ${inPoints(min * line.size)} đến ${inPoints(max * line.size)}`,
          ),
        ]
  }),
  rule(
    "size-set",
    SAMPLE,
    "Quốc hiệu, Tiêu ngữ và ngày tháng dùng cùng một bộ cỡ chữ.",
    ({ parts: { header }, profile }) => {
      const [n, m, d] = [header.nation?.size, header.motto?.size, header.date?.size]
      if (n === undefined || m === undefined || d === undefined) return []
      const near = (a: number, b: number) => Math.abs(a - b) <= profile.tolerance.size
      return profile.allowed.sizeSets.some(
        (set) => near(set.nation, n) && near(set.motto, m) && near(set.date, d),
      )
        ? []
        : [
            fault(
              1,
              quoted(`${n}, ${m}, ${d}`),
              profile.allowed.sizeSets
                .map((set) => `${set.nation}, ${set.motto}, ${set.date}`)
                .join(" hoặc "),
            ),
          ]
    },
  ),
]
