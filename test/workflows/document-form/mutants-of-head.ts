import {
  blocks,
  both,
  type ComposedMutant,
  header,
  paragraphAt,
  styleOf,
  textOf,
  wording,
} from "./mutations.ts"

/** Decisions composed with one fault in the header, the title and the bases. */
export const HEAD_MUTANTS: ComposedMutant[] = [
  ["a number below ten without its zero", "number.padded", header({ number: "7", day: "2023-05-12" })],
  ["a number with a zero too many", "number.arabic", header({ number: "015", day: "2023-05-12" })],
  ["a symbol in small letters", "number.symbol", header({ ...both, symbol: "QĐ-Ubnd" })],
  ["a symbol without a hyphen", "number.symbol", header({ ...both, symbol: "QĐUBND" })],
  ["a symbol of another type", "number.symbol-type", header({ ...both, symbol: "TTr-UBND" })],
  ["a blank in the symbol", "number.no-spaces", header({ ...both, symbol: "QĐ - UBND" })],
  ["a number without a date", "date.with-number", header({ number: "15", day: null })],
  ["a place in small letters", "date.place-capital", header({ ...both, placeName: "đắk Nông" })],
  ["the place's own comma", "date.comma", header({ ...both, placeName: "Đắk Nông," })],
  [
    "an agency in small letters",
    "agency.capitals",
    header({
      agency: [
        { text: "Ủy ban nhân dân", bold: true },
        { text: "TỈNH ĐẮK NÔNG", bold: true },
      ],
    }),
  ],
  [
    "an agency that is not bold",
    "agency.style",
    header({
      agency: [
        { text: "ỦY BAN NHÂN DÂN", bold: true },
        { text: "TỈNH ĐẮK NÔNG", bold: false },
      ],
    }),
  ],
  [
    "a bold superior agency",
    "agency.superior-style",
    header({
      agency: [
        { text: "UBND TỈNH ĐẮK NÔNG", bold: true },
        { text: "VĂN PHÒNG", bold: true },
      ],
    }),
  ],
  ["no agency", "agency.present", header({ agency: [] })],
  [
    "another agency than the authority's",
    "authority.agency",
    header({
      agency: [
        { text: "ỦY BAN NHÂN DÂN", bold: true },
        { text: "TỈNH LÂM ĐỒNG", bold: true },
      ],
    }),
  ],
  ["a type in small letters", "title.capitals", (layout) => ({ ...layout, typeName: "Quyết định" })],
  ["no type", "title.present", (layout) => ({ ...layout, typeName: "VĂN BẢN" })],
  [
    "an abstract in capitals",
    "abstract.lower-case",
    (layout) => ({ ...layout, abstract: "về việc công bố Danh mục" }),
  ],
  ["no abstract", "abstract.present", (layout) => ({ ...layout, abstract: "" })],
  [
    "an authority line in small letters",
    "authority.capitals",
    wording("CHỦ TỊCH ỦY BAN", "CHỦ TỊCH", "Chủ tịch"),
  ],
  [
    "an abstract that ends with a stop",
    "abstract.no-stop",
    (layout) => ({ ...layout, abstract: `${layout.abstract}.` }),
  ],
  [
    "an abstract without its opening",
    "abstract.wording",
    (layout) => ({ ...layout, abstract: layout.abstract.replace("Về việc c", "C") }),
  ],
  [
    "an abstract of more than 500 letters",
    "abstract.length",
    (layout) => ({
      ...layout,
      abstract: `${layout.abstract} ${"và các nội dung liên quan ".repeat(20)}`.trim(),
    }),
  ],
  ["no authority line", "authority.present", paragraphAt("CHỦ TỊCH ỦY BAN", () => [])],
  ["an authority line in italics", "authority.style", styleOf("CHỦ TỊCH ỦY BAN", "italic")],
  [
    "an authority line at the left",
    "authority.centred",
    paragraphAt("CHỦ TỊCH ỦY BAN", (one) => [{ ...one, kind: "body" }]),
  ],
  [
    "no bases",
    "basis.present",
    blocks((all) => all.filter((block) => block.block !== "paragraph" || block.kind !== "basis")),
  ],
  ["an upright basis", "basis.style", styleOf("Căn cứ Luật Tổ", "regular")],
  ["a basis with another opening", "basis.opening", wording("Căn cứ Luật Tổ", "Căn cứ", "Theo")],
  ["a stop in place of a semicolon", "basis.semicolon", wording("Căn cứ Luật Tổ", /;$/u, ".")],
  ["a basis without a mark", "basis.semicolon", wording("Căn cứ Kế hoạch", /;$/u, "")],
  ["a semicolon after the last basis", "basis.full-stop", wording("Theo đề nghị", /\.$/u, ";")],
  [
    "the proposal before the last basis",
    "basis.order",
    blocks((all) => {
      const proposal = all.findIndex(
        (block) => block.block === "paragraph" && textOf(block).startsWith("Theo đề nghị"),
      )
      return [
        ...all.slice(0, proposal - 1),
        ...all.slice(proposal, proposal + 1),
        ...all.slice(proposal - 1, proposal),
        ...all.slice(proposal + 1),
      ]
    }),
  ],
  ["a basis without its number", "basis.citation", wording("Căn cứ Thông tư", / số \S+/u, "")],
  ["no line QUYẾT ĐỊNH", "basis.decides", paragraphAt("QUYẾT ĐỊNH:", () => [])],
  ["QUYẾT ĐỊNH without a colon", "basis.decides", wording("QUYẾT ĐỊNH:", ":", "")],
  ["an upright QUYẾT ĐỊNH", "basis.decides-style", styleOf("QUYẾT ĐỊNH:", "regular")],
  [
    "QUYẾT ĐỊNH at the left",
    "basis.decides-centred",
    paragraphAt("QUYẾT ĐỊNH:", (one) => [{ ...one, kind: "body" }]),
  ],
]
