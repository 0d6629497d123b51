import { also, type DrawnMutant, down, gone, inFace, line, painted, reads, right } from "./drawn-mutants.ts"

const [FIRST, CLOSING] = [0, 1]
/** A line in the middle of a clause, and a clause's first. */
const MIDDLE = "tử của từng dịch vụ"
const CLAUSE = "2. Các Sở"

/** Faults drawn into the running text, the signing block and the recipients. */
export const DRAWN_BODY_MUTANTS: DrawnMutant[] = [
  ["too large a text", "body.size", FIRST, line(MIDDLE, { size: 15 })],
  ["a line in another size", "body.one-size", FIRST, line(MIDDLE, { size: 13 })],
  ["a line that is not justified", "body.justified", FIRST, line(MIDDLE, ({ text }) => ({ text }))],
  ["a line that begins right of the edge", "body.left-edge", FIRST, line(MIDDLE, right(4))],
  ["a paragraph without its indent", "body.first-line-indent", FIRST, line(CLAUSE, { x: 85.039 })],
  ["a paragraph with half its indent", "body.first-line-indent", FIRST, line(CLAUSE, right(-14))],
  ["lines too close", "body.line-spacing", FIRST, line(MIDDLE, down(-3))],
  ["lines too far apart", "body.line-spacing", FIRST, line(MIDDLE, down(9))],
  ["paragraphs too close", "body.paragraph-gap", FIRST, line(CLAUSE, down(-3))],
  [
    "a heading at the foot of a page",
    "body.heading-kept",
    FIRST,
    (page) => {
      const from = page.line("Điều 2.").y
      for (const one of page.lines) if (one.y > from) page.replace(one.source, "")
    },
  ],
  [
    "one line of a paragraph at the head of a page",
    "body.kept-lines",
    CLOSING,
    (page) => {
      for (const start of ["trưởng các ban", "phố; Chủ tịch", "có liên quan"]) gone(start)(page)
    },
  ],
  ["a line in red", "font.black", FIRST, line(MIDDLE, { colour: "0.8 0 0" })],
  ["a line in grey", "font.black", FIRST, line(MIDDLE, { colour: "0.3 0.3 0.3" })],
  [
    "a letter the font does not have",
    "font.readable",
    FIRST,
    (page) => page.replace(/(Tf)<[0-9a-f]{4}/u, "Tf<0000"),
  ],
  ["one line over another", "text.no-overlap", FIRST, also(MIDDLE, down(5))],
  ["a line struck through", "text.clear-of-lines", FIRST, painted("0.5 w 85 212 m 500 212 l S")],
  [
    "two blanks",
    "text.single-spaces",
    FIRST,
    line("Căn cứ Luật Tổ", ({ text }) => ({ text: text.replace("chức ", "chức  ") })),
  ],
  ["a letter outside the page", "page.inside", FIRST, also("Điều 2.", { x: 580 })],
  ["a capacity that is not bold", "signing.capacity-style", CLOSING, line("KT. CHỦ TỊCH", inFace("Regular"))],
  ["too small a capacity", "signing.capacity-size", CLOSING, line("KT. CHỦ TỊCH", { size: 12 })],
  ["a capacity off the middle", "signing.capacity-centred", CLOSING, line("PHÓ CHỦ TỊCH", right(12))],
  [
    "a signing block in the left half",
    "signing.right-side",
    CLOSING,
    (page) => {
      for (const start of ["- Văn phòng", "tục hành chính", "- Chủ tịch, các"]) gone(start)(page)
      for (const [start, x] of [
        ["KT. CHỦ TỊCH", 256],
        ["PHÓ CHỦ TỊCH", 253],
        ["Đinh Thị", 248],
      ] as const)
        line(start, { x })(page)
    },
  ],
  ["a name that is not bold", "signing.name-style", CLOSING, line("Đinh Thị", inFace("Regular"))],
  ["too large a name", "signing.name-size", CLOSING, line("Đinh Thị", { size: 15 })],
  ["a name off the middle", "signing.name-centred", CLOSING, line("Đinh Thị", right(14))],
  ["no room to sign", "signing.free-height", CLOSING, line("Đinh Thị", down(-20))],
  ["text where the signature goes", "signing.free-area", CLOSING, also("- Như Điều", { x: 380, y: 200 })],
  [
    "a signature alone on its page",
    "signing.with-text",
    CLOSING,
    (page) => {
      for (const start of ["0123456789;", "trưởng các ban", "phố; Chủ tịch"]) gone(start)(page)
    },
  ],
  ["recipients without a colon", "recipients.heading", CLOSING, line("Nơi nhận", reads("Nơi nhận"))],
  [
    "an upright heading of the recipients",
    "recipients.heading-style",
    CLOSING,
    line("Nơi nhận", inFace("Regular")),
  ],
  [
    "too large a heading of the recipients",
    "recipients.heading-size",
    CLOSING,
    line("Nơi nhận", { size: 13 }),
  ],
  [
    "a heading of the recipients off the edge",
    "recipients.heading-left",
    CLOSING,
    line("Nơi nhận", right(8)),
  ],
  ["recipients lower than the capacity", "recipients.level", CLOSING, line("Nơi nhận", down(6))],
  [
    "a recipient without a dash",
    "recipients.dash",
    CLOSING,
    line("- Thường trực Tỉnh", reads("Thường trực Tỉnh ủy;")),
  ],
  [
    "a recipient with a comma",
    "recipients.semicolon",
    CLOSING,
    line("- Cổng Thông tin", reads("- Cổng Thông tin điện tử tỉnh,")),
  ],
  [
    "a semicolon after the last recipient",
    "recipients.full-stop",
    CLOSING,
    line("- Lưu", reads("- Lưu: VT, KSTT;")),
  ],
  ["too large a recipient", "recipients.size", CLOSING, line("- Thường trực Tỉnh", { size: 12 })],
  [
    "a bold recipient",
    "recipients.style",
    CLOSING,
    line("- Thường trực Tỉnh", (_line, page) => ({ font: page.face("Bold"), text: "- Tự do" })),
  ],
  ["a recipient off the edge", "recipients.left", CLOSING, line("- Thường trực Tỉnh", right(6))],
]
