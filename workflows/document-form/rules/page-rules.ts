import { boxAround } from "#workflows/pdf-reading/lines.ts"
import { general } from "../law.ts"
import type { Checked, LintRule } from "../lint-rule.ts"
import { fault, inMm, millimetres, points, rangeText } from "../measure.ts"
import type { PageParts } from "../recognise/page-parts.ts"

type Edges = Record<"top" | "bottom" | "left" | "right", number>

/** Free width and height around what a page shows beside its number; null for an empty page. */
const edgesOf = ({ page, words, rows, rules }: PageParts): Edges | null => {
  const boxes = [...words, ...rows, ...rules]
  if (boxes.length === 0) return null
  const { x0, y0, x1, y1 } = boxAround(boxes)
  return { left: x0, top: y0, right: page.width - x1, bottom: page.height - y1 }
}

const margin = (side: keyof Edges, sideText: string, clause = 3): LintRule => ({
  id: `page.margin-${side}`,
  severity: "error",
  law: general(clause),
  sentence: `Nội dung không lấn vào lề ${sideText}.`,
  check: ({ parts, profile: { allowed, tolerance } }) =>
    parts.pages.flatMap((page) => {
      const edges = edgesOf(page)
      const { min } = allowed.margins[side]
      return edges && millimetres(edges[side]) < min - tolerance.position
        ? [
            fault(
              page.page.number,
              inMm(edges[side]),
              `lề ${sideText} ${rangeText(allowed.margins[side], "mm")}`,
            ),
          ]
        : []
    }),
})

/** Pages with enough on them to show where the frame's edge is. */
const isFull = (page: PageParts): boolean => page.words.length > 40
const widest = (side: "left" | "right" | "top", sideText: string): LintRule => ({
  id: `page.margin-${side}-wide`,
  severity: "error",
  law: general(3),
  sentence: `Lề ${sideText} không rộng quá quy định.`,
  check: ({ parts, profile: { allowed, tolerance } }) =>
    parts.pages.filter(isFull).flatMap((page) => {
      const edges = edgesOf(page)
      const { max } = allowed.margins[side]
      return edges && millimetres(edges[side]) > max + tolerance.position
        ? [
            fault(
              page.page.number,
              inMm(edges[side]),
              `lề ${sideText} ${rangeText(allowed.margins[side], "mm")}`,
            ),
          ]
        : []
    }),
})

const eachPage =
  (isWrong: (page: PageParts, checked: Checked) => string | null, expected: string) => (checked: Checked) =>
    checked.parts.pages.flatMap((page) => {
      const found = isWrong(page, checked)
      return found === null ? [] : [fault(page.page.number, found, expected)]
    })

export const PAGE_RULES: LintRule[] = [
  {
    id: "page.paper",
    severity: "error",
    law: general(1),
    sentence: "Khổ giấy là A4.",
    check: ({ reading, profile: { allowed, tolerance } }) =>
      reading.pages.flatMap(({ number, width, height }) => {
        const { paper } = allowed
        const [short, long] = [Math.min(width, height), Math.max(width, height)].map(millimetres)
        const isRight =
          Math.abs((short ?? 0) - paper.width) <= tolerance.paper &&
          Math.abs((long ?? 0) - paper.height) <= tolerance.paper
        return isRight
          ? []
          : [fault(number, `${inMm(width)} × ${inMm(height)}`, `${paper.width} mm × ${paper.height} mm`)]
      }),
  },
  {
    id: "page.whole-sheet",
    severity: "error",
    law: general(1),
    sentence: "Vùng hiển thị là cả trang giấy, không bị cắt xén hoặc xoay.",
    check: eachPage(
      ({ page }) =>
        page.rotation !== 0
          ? `xoay ${page.rotation}°`
          : page.wholeSheet
            ? null
            : "vùng hiển thị khác trang giấy",
      "cả trang, không xoay",
    ),
  },
  {
    id: "page.portrait",
    severity: "error",
    law: general(2),
    sentence: "Phần văn bản chính trình bày theo chiều dài của khổ A4.",
    check: eachPage(
      ({ page, part }) => (part === 0 && page.width > page.height ? "trang ngang" : null),
      "trang đứng; bảng, biểu ngang đưa vào phụ lục",
    ),
  },
  margin("left", "trái"),
  margin("right", "phải"),
  margin("top", "trên"),
  margin("bottom", "dưới"),
  widest("left", "trái"),
  widest("right", "phải"),
  widest("top", "trên"),
  {
    id: "page.inside",
    severity: "error",
    law: general(6),
    sentence: "Không có chữ hoặc nét nào nằm ngoài trang giấy.",
    check: ({ reading }) =>
      reading.pages.flatMap(({ number, width, height, words, segments, artwork }) => {
        const slack = points(0.2)
        const outside = [...words, ...segments, ...artwork].find(
          ({ x0, y0, x1, y1 }) => x0 < -slack || y0 < -slack || x1 > width + slack || y1 > height + slack,
        )
        return outside
          ? [fault(number, `tại ${inMm(outside.x0)} × ${inMm(outside.y0)}`, "mọi nội dung nằm trong trang")]
          : []
      }),
  },
  {
    id: "page.not-empty",
    severity: "error",
    law: general(6),
    sentence: "Không có trang trắng.",
    check: eachPage(
      ({ words }) => (words.length === 0 ? "trang không có nội dung" : null),
      "trang có nội dung",
    ),
  },
]
