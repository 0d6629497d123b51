import type { PDF } from "@libpdf/core"
import { redrawn, withContents } from "./forged-file.ts"
import type { Forgery } from "./office.ts"

/** The drawing of one page changed, then signed, numbered and sealed by those whose it is. */
const draws = (what: string, page: number, change: (drawing: string) => string, words: RegExp): Forgery => ({
  name: what,
  make: async ({ drawn, issue }) => issue(await redrawn(drawn, (pdf) => changed(pdf, page, change))),
  words,
})
const changed = (pdf: PDF, page: number, change: (drawing: string) => string): void =>
  withContents(pdf, page, (drawing) => {
    const other = change(drawing)
    if (other === drawing) throw new Error("nothing was changed")
    return other
  })

const PLACE = /BT 1 0 0 -1 [\d.]+ [\d.]+ Tm/gu
const lineAt = (x: number, y: number, shown = "<000100020003>Tj"): string =>
  `BT 1 0 0 -1 ${x} ${y} Tm/F1 13 Tf${shown} ET`

/** A line set where another one stands. */
const lineOnAnother = (drawing: string): string => {
  const places = drawing.match(PLACE) ?? []
  return drawing.replace(places[6] ?? "", places[7] ?? "")
}
/** A line set in letters that lie on one another. */
const lineOnItself = (drawing: string): string =>
  drawing.replace(/Tf<([0-9a-f]{40,})>Tj/u, (_, codes: string) => {
    const letters = codes.match(/.{4}/gu) ?? []
    return `Tf[${letters.map((letter) => `<${letter}>`).join("250")}]TJ`
  })
const after = (more: string) => (drawing: string) => `${drawing}\n${more}\n`
const artifact = (kind: string, more: string): string => `/Artifact <</Type/${kind}>> BDC\n${more}\nEMC`
const firstPlace = (drawing: string): [x: number, y: number] => {
  const [, x = "0", y = "0"] = /BT 1 0 0 -1 ([\d.]+) ([\d.]+) Tm\/F1/u.exec(drawing) ?? []
  return [Number(x), Number(y)]
}

/** Words on a page that nobody can read, or that are no part of the text. */
const BESIDES: Forgery[] = [
  draws("words laid on other words", 0, lineOnAnother, /trang 1 với chữ đè lên chữ/u),
  draws("letters laid on one another", 0, lineOnItself, /trang 1 với chữ đè lên nhau trong dòng/u),
  draws(
    "a line crossed out",
    1,
    (drawing) => {
      const [x, y] = firstPlace(drawing.slice(drawing.indexOf("/P ")))
      return after(artifact("Layout", `3 w ${x} ${y - 4} m ${x + 200} ${y - 4} l S`))(drawing)
    },
    /trang 2 với nét kẻ đè lên chữ/u,
  ),
  draws(
    "a cell's edge through a line",
    -1,
    (drawing) => drawing.replace(/( [\d.]+) re/u, (_, height: string) => ` ${Number(height) / 2} re`),
    /trang 4 với nét kẻ đè lên chữ/u,
  ),
  draws(
    "the end of a line moved off the sheet",
    0,
    (drawing) => drawing.replace(/>-[\d.]+</u, ">-90000<"),
    /trang 1 với chữ ra ngoài giấy/u,
  ),
  draws("a line in no mark", 1, after(lineAt(85, 790)), /trang 2 với chữ nằm ngoài cấu trúc/u),
  draws(
    "a line where a page's number stands",
    1,
    after(artifact("Pagination", lineAt(85, 790))),
    /trang 2 với chữ không thuộc nội dung văn bản/u,
  ),
  draws(
    "a line among the rules",
    1,
    after(artifact("Layout", lineAt(85, 790))),
    /trang 2 với chữ không thuộc nội dung văn bản/u,
  ),
  draws(
    "a page's number taken for a line of text",
    1,
    (drawing) => drawing.replace("/Artifact <</Type/Pagination>> BDC", "/P <</MCID 90>> BDC"),
    /trang 2 với không có số trang/u,
  ),
  draws(
    "the text of an article said to be none",
    1,
    (drawing) => drawing.replace("/P <</MCID 5>> BDC", "/Artifact <</Type/Pagination>> BDC"),
    /trang 2 với chữ không thuộc nội dung văn bản/u,
  ),
  draws("a text that does not end", 0, after("BT"), /trang 1 với chữ hoặc phần đánh dấu không mở/u),
  draws(
    "a line without a place",
    1,
    (drawing) => drawing.replace(PLACE, "BT"),
    /trang 2 với chữ hoặc phần đánh dấu không mở/u,
  ),
]

export const WORDS = { BESIDES }
