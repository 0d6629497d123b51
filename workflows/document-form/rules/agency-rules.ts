import { centreOf, type Line } from "#workflows/pdf-reading/lines.ts"
import { component, DIAGRAM } from "../law.ts"
import { type Checked, type LintRule, rulesOf } from "../lint-rule.ts"
import {
  capitalLines,
  centredOn,
  eachLine,
  fault,
  inPoints,
  points,
  singleSpaced,
  sizes,
  styled,
} from "../measure.ts"
import { centredShortRule, lengthOfShortRule, presentRule } from "./short-rule.ts"

const rule = rulesOf("agency")
const lines = ({ parts }: Checked): Line[] => parts.header.agency

const SUPERIOR = /^(UBND|HĐND|BỘ)(?!\p{L})/u
/** How the name of an agency under another begins. */
const UNDER = /^(VĂN PHÒNG|SỞ|BAN|THANH TRA|TRUNG TÂM|CHI CỤC|PHÒNG|CÔNG AN)(?!\p{L})/u

/**
 * Lines of the superior agency: `UBND TỈNH …` above another agency, a long name over two. The committee itself has no superior
 * here.
 */
const superiorOf = (checked: Checked): Line[] => {
  const all = lines(checked)
  if (all.length < 2 || !SUPERIOR.test(all[0]?.text ?? "")) return []
  const own = all.findIndex(({ text }, index) => index > 0 && UNDER.test(text))
  return all.slice(0, own === -1 ? all.length - 1 : own)
}
const ownOf = (checked: Checked): Line[] => {
  const superior = superiorOf(checked)
  return lines(checked).filter((line) => !superior.includes(line))
}

export const AGENCY_RULES: LintRule[] = [
  rule("present", component(2), "Văn bản có tên cơ quan ban hành ở bên trái.", (checked) =>
    lines(checked).length > 0 ? [] : [fault(1, "không có tên cơ quan", "tên cơ quan ban hành")],
  ),
  rule("capitals", component(2, "b"), "Tên cơ quan trình bày bằng chữ in hoa.", (checked) =>
    capitalLines(lines(checked)),
  ),
  rule("style", component(2, "b"), "Tên cơ quan ban hành kiểu chữ đứng, đậm.", (checked) =>
    styled(ownOf(checked), { bold: true, italic: false }),
  ),
  rule("superior-style", component(2, "b"), "Tên cơ quan chủ quản kiểu chữ đứng, không đậm.", (checked) =>
    styled(superiorOf(checked), { bold: false, italic: false }),
  ),
  rule("size", component(2, "b"), "Tên cơ quan đúng cỡ chữ quy định.", (checked) =>
    sizes(lines(checked), "agency", checked.profile),
  ),
  rule("one-size", component(2, "b"), "Tên cơ quan cùng cỡ chữ với Quốc hiệu.", (checked) => {
    const size = checked.parts.header.nation?.size
    return size === undefined
      ? []
      : eachLine(
          lines(checked),
          (line) => Math.abs(line.size - size) <= checked.profile.tolerance.size,
          `cỡ ${inPoints(size)}`,
        )
  }),
  rule("centred", component(2, "b"), "Các dòng tên cơ quan được canh giữa.", (checked) => {
    const last = lines(checked).at(-1)
    return last ? centredOn(lines(checked), centreOf(last), checked.profile, "dưới nhau") : []
  }),
  rule("spacing", component(2, "b"), "Các dòng tên cơ quan cách nhau dòng đơn.", (checked) =>
    singleSpaced(lines(checked), checked.profile),
  ),
  rule("level", DIAGRAM, "Tên cơ quan ngang hàng với Quốc hiệu.", ({ parts: { header }, profile }) => {
    const [first] = header.agency
    const { nation } = header
    if (!first || !nation) return []
    const apart = Math.abs(first.baseline - nation.baseline)
    return apart <= points(profile.tolerance.baseline)
      ? []
      : [fault(1, `lệch ${inPoints(apart)}`, "ngang hàng")]
  }),
  presentRule(rule, component(2, "b"), "tên cơ quan", ({ header }) => ({
    lines: header.agency,
    rule: header.agencyRule,
  })),
  lengthOfShortRule(rule, component(2, "b"), "tên cơ quan", ({ header }) => ({
    lines: header.agency,
    rule: header.agencyRule,
  })),
  centredShortRule(rule, component(2, "b"), "tên cơ quan", ({ header }) => ({
    lines: header.agency,
    rule: header.agencyRule,
  })),
]
