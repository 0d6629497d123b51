import type {
  LayoutProfileData,
  Range,
  SizedComponent,
} from "#workflows/document-text/layout-profiles/layout-profile-data.ts"
import { centreOf, isCapitals, type Line } from "#workflows/pdf-reading/lines.ts"
import type { Fault } from "./lint-rule.ts"

const POINTS_PER_MM = 72 / 25.4
export const points = (millimetres: number): number => millimetres * POINTS_PER_MM
export const millimetres = (value: number): number => value / POINTS_PER_MM

const decimals = new Intl.NumberFormat("vi-VN", { maximumFractionDigits: 1 })
export const inMm = (value: number): string => `${decimals.format(millimetres(value))} mm`
export const inPoints = (value: number): string => `${decimals.format(value)} pt`
export const inPercent = (value: number): string => `${decimals.format(value * 100)} %`
export const rangeText = ({ min, max }: Range, unit: string): string =>
  min === max
    ? `${decimals.format(min)} ${unit}`
    : `từ ${decimals.format(min)} đến ${decimals.format(max)} ${unit}`

export const within = (value: number, { min, max }: Range, tolerance: number): boolean =>
  value >= min - tolerance && value <= max + tolerance

/** Long text is cut: a finding says where to look, not everything that stands there. */
export const quoted = (text: string): string => `«${text.length > 90 ? `${text.slice(0, 88)}…` : text}»`

export const fault = (page: number, found: string, expected: string): Fault => ({ page, found, expected })

/** A fault for every line that `isRight` refuses. */
export const eachLine = (
  lines: readonly (Line | null)[],
  isRight: (line: Line) => boolean,
  expected: string | ((line: Line) => string),
): Fault[] =>
  lines
    .filter((line) => line !== null)
    .filter((line) => !isRight(line))
    .map((line) =>
      fault(line.page, quoted(line.text), typeof expected === "string" ? expected : expected(line)),
    )

/** Every word of the lines in a size that the profile allows for the component. */
export const sizes = (
  lines: readonly (Line | null)[],
  of: SizedComponent,
  { allowed, tolerance }: LayoutProfileData,
): Fault[] =>
  lines
    .filter((line) => line !== null)
    .flatMap((line) => {
      const wrong = line.words.find(({ size }) => !within(size, allowed.sizes[of], tolerance.size))
      return wrong
        ? [
            fault(
              line.page,
              `cỡ ${inPoints(wrong.size)} tại ${quoted(line.text)}`,
              `cỡ ${rangeText(allowed.sizes[of], "pt")}`,
            ),
          ]
        : []
    })

export type Style = { bold: boolean; italic: boolean }
const styleText = ({ bold, italic }: Style): string =>
  `chữ ${italic ? "nghiêng" : "đứng"}, ${bold ? "đậm" : "không đậm"}`

/** Every word of the lines in this style. */
export const styled = (lines: readonly (Line | null)[], style: Style): Fault[] =>
  lines
    .filter((line) => line !== null)
    .flatMap((line) => {
      const wrong = line.words.find(({ face }) => face.bold !== style.bold || face.italic !== style.italic)
      return wrong
        ? [fault(line.page, `${styleText(wrong.face)} tại ${quoted(line.text)}`, styleText(style))]
        : []
    })

export const capitalLines = (lines: readonly (Line | null)[]): Fault[] =>
  eachLine(lines, ({ text }) => isCapitals(text), "chữ in hoa")

/** Lines whose middle stands on an axis. */
export const centredOn = (
  lines: readonly (Line | null)[],
  axis: number,
  { tolerance }: LayoutProfileData,
  what: string,
): Fault[] =>
  lines
    .filter((line) => line !== null)
    .filter((line) => Math.abs(centreOf(line) - axis) > points(tolerance.centring))
    .map((line) =>
      fault(
        line.page,
        `lệch ${inMm(Math.abs(centreOf(line) - axis))} tại ${quoted(line.text)}`,
        `căn giữa ${what}`,
      ),
    )

/** Distance of baselines within single spacing of the typeface. */
export const singleSpaced = (lines: readonly Line[], { allowed, tolerance }: LayoutProfileData): Fault[] =>
  lines.flatMap((line, index) => {
    const previous = lines[index - 1]
    if (!previous || previous.page !== line.page) return []
    const single = allowed.lineHeight * Math.max(previous.size, line.size)
    const distance = line.baseline - previous.baseline
    // A viewer's rounding, or a font of the same widths with a little more height.
    return distance <= single * (allowed.singleSpacing + tolerance.ratio)
      ? []
      : [
          fault(
            line.page,
            `cách dòng trên ${inPoints(distance)}`,
            `cách dòng đơn, khoảng ${inPoints(single)}`,
          ),
        ]
  })
