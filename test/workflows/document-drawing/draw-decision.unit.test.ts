import { expect, test } from "vitest"
import { sha256 } from "#models/shared/digest.server.ts"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS, paragraphsOf } from "#test/setup/a-decision.ts"
import { fontsOf, qpdfCheck, textAsDrawn, textOfPages, textOfStructure } from "#test/setup/pdf-tools.ts"
import { drawDecision, drawDecisionPreview } from "#workflows/document-drawing/draw-decision.server.ts"
import { drawSubmission } from "#workflows/document-drawing/draw-submission.server.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { pageCount } from "#workflows/pdf-file/page-count.server.ts"

const edition = aFrozenEdition({ rows: 60 })
const { bytes, pages } = await drawDecision(edition, FACTS)
const text = textOfPages(bytes)
const squeezed = (value: string) => value.replace(/\s+/gu, "")
/** The number in the top margin, empty where none is shown. */
const pageNumberOf = (page: string) => /^\s*(\d+)\n/u.exec(page)?.[1] ?? ""

test("the same edition gives the same bytes, another edition others", async () => {
  expect(sha256((await drawDecision(aFrozenEdition({ rows: 60 }), FACTS)).bytes)).toBe(sha256(bytes))
  expect(sha256((await drawDecision(aFrozenEdition({ rows: 61 }), FACTS)).bytes)).not.toBe(sha256(bytes))
})

test("the file is sound and its fonts are embedded, cut down and readable back", () => {
  expect(qpdfCheck(bytes)).toContain("No syntax or stream encoding errors found")
  expect(fontsOf(bytes).length).toBe(4)
  expect(fontsOf(bytes).every((font) => font.embedded && font.subset && font.unicode)).toBe(true)
  expect(pageCount(bytes)).toBe(pages)
  expect(text.length).toBe(pages)
})

test("the first page of the text and of each annex shows no number, the others count from 2", () => {
  const parts: string[][] = []
  for (const page of text) {
    if (/^\s*(?:ỦY BAN NHÂN DÂN|Phụ lục )/u.test(page)) parts.push([])
    parts.at(-1)?.push(pageNumberOf(page))
  }
  expect(parts.length).toBe(3)
  for (const part of parts)
    expect(part).toEqual(part.map((_, index) => (index === 0 ? "" : String(index + 1))))
})

test("national heading and motto stand on one line each, number and date on one baseline", () => {
  expect(text[0]).toMatch(/^.*CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM$/mu)
  expect(text[0]).toMatch(/^.*Độc lập - Tự do - Hạnh phúc$/mu)
  expect(text[0]).toMatch(/^\s*Số:\s+\/QĐ-UBND\s+Đắk Nông, ngày\s+tháng\s+năm$/mu)
})

test("text comes out precomposed, and every row's code and name can be found", () => {
  expect(text.join("").normalize("NFC")).toBe(text.join(""))
  const annexes = squeezed(text.join(""))
  for (const entry of edition.entries) expect(annexes).toContain(`(${entry.serviceCode})`)
})

test("the structure tree holds every paragraph and cell whole, with spaces where lines break", async () => {
  const small = aFrozenEdition({ rows: 8 })
  const layout = composeDecision(small, FACTS)
  const structure = new Set(textOfStructure((await drawDecision(small, FACTS)).bytes))
  const cells = layout.annexes.flatMap(({ table }) =>
    table.rows.flatMap((row) => (row.kind === "group" ? [row.text] : row.cells)),
  )
  const written = [...paragraphsOf(layout), layout.abstract, ...cells].filter(Boolean)
  expect(written.filter((text) => !structure.has(text.replace(/\n/gu, " ")))).toEqual([])
})

test("a list of a whole province is drawn, three thousand rows and more", { timeout: 120_000 }, async () => {
  const province = aFrozenEdition({ rows: 3300 })
  const drawn = await drawDecision(province, FACTS)
  const printed = textAsDrawn(drawn.bytes)
    .join("")
    .match(/(?<=\()\d\.\d{6}\.\d{2}(?=\))/gu)
  expect(printed?.sort()).toEqual(province.entries.map(({ serviceCode }) => serviceCode).sort())
})

test("the header row stands on every page of an annex", () => {
  const annexPages = text.slice(2)
  expect(annexPages.length).toBeGreaterThan(4)
  for (const page of annexPages) expect(page).toMatch(/TT\s+.*Tên thủ tục hành chính/u)
})

test("every Vietnamese letter is drawn and read back, in every face", async () => {
  const letters = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
  const tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
  const all = [...letters].flatMap((letter) => tones.map((tone) => (letter + tone).normalize("NFC")))
  const alphabet = [...all, "đ", "Đ"]
  expect(alphabet.length).toBe(146)
  const words = alphabet.join("")
  const spelled = aFrozenEdition({
    rows: 3,
    partialEvery: 0,
    issuer: { preambleBases: [`Căn cứ ${words}`], implementers: words },
    change: (entry) => ({
      ...entry,
      field: { ...entry.field, name: words },
      agency: { ...entry.agency, name: words },
    }),
  })
  const read = squeezed(textOfPages((await drawDecision(spelled, FACTS)).bytes).join(""))
  expect(read.split(words).length - 1).toBeGreaterThanOrEqual(4)
  expect(read).toContain(words.toLocaleUpperCase("vi"))
})

test("a letter the typeface lacks is refused by name, not printed as a box", async () => {
  const odd = aFrozenEdition({ rows: 2, change: (entry) => ({ ...entry, serviceName: "Cấp thẻ 証明書" }) })
  await expect(drawDecision(odd, FACTS)).rejects.toThrow(/Không in được «証明書»/u)
})

test("a row taller than a page goes on over the next and loses nothing", async () => {
  const long = Array.from({ length: 700 }, (_, index) => `từ${index}`).join(" ")
  const tall = aFrozenEdition({
    rows: 2,
    partialEvery: 0,
    change: (entry) => ({ ...entry, serviceName: long }),
  })
  const read = textOfPages((await drawDecision(tall, FACTS)).bytes).join("")
  for (let index = 0; index < 700; index += 1) expect(read).toContain(`từ${index}`)
})

test("names longer than any column are broken, codes never", async () => {
  const wide = aFrozenEdition({
    rows: 2,
    change: (entry) => ({ ...entry, serviceName: "a".repeat(300), note: "x".repeat(80) }),
  })
  const read = textOfPages((await drawDecision(wide, FACTS)).bytes).join("")
  expect(read.split("a").length - 1).toBeGreaterThan(600)
  for (const entry of wide.entries) expect(read).toContain(`(${entry.serviceCode})`)
})

test("a decision that breaks a rule is not drawn", async () => {
  const broken = aFrozenEdition({ rows: 2, issuer: { preambleBases: [] } })
  await expect(drawDecision(broken, FACTS)).rejects.toThrow(/chưa có căn cứ ban hành/u)
})

test("a preview is marked and has no places to sign or number", async () => {
  const preview = await drawDecisionPreview(edition, FACTS)
  expect(preview.pages).toBe(pages)
  const latin = Buffer.from(preview.bytes).toString("latin1")
  expect(latin).not.toContain("/AcroForm")
  expect(latin).not.toContain("/EmbeddedFile")
  // Letter by letter, because the mark runs across the page.
  for (const page of textAsDrawn(preview.bytes)) expect(page).toMatch(/^\s*D\s+Ự\s+T\s+H\s+Ả\s+O/u)
})

test("the submission is drawn with its number and day, and without annexes", async () => {
  const drawn = await drawSubmission(edition, {
    ...FACTS,
    signatory: { position: "CHÁNH VĂN PHÒNG", capacity: "HEAD", fullName: "Vũ Thành Nhân" },
  })
  const [first] = textOfPages(drawn.bytes)
  expect(first).toMatch(/Số: 12\/TTr-VPUBND\s+Đắk Nông, ngày 08 tháng 5 năm 2023/u)
  expect(qpdfCheck(drawn.bytes)).toContain("No syntax or stream encoding errors found")
})

test("however long the text, the closing block is never without its last two lines", async () => {
  for (let more = 0; more < 24; more += 3) {
    const longer = aFrozenEdition({
      rows: 1,
      issuer: {
        implementers: `${"Giám đốc các Sở, ban, ngành thuộc tỉnh; ".repeat(more)}chịu trách nhiệm thi hành`,
      },
    })
    const page = textOfPages((await drawDecision(longer, FACTS)).bytes).find((one) =>
      one.includes("Nơi nhận:"),
    )
    const body =
      page
        ?.split("Nơi nhận:")[0]
        ?.split("\n")
        .filter((line) => /\p{L}/u.test(line)) ?? []
    expect(body.length).toBeGreaterThanOrEqual(2)
    expect(page).toContain("Đinh Thị Bích Vân")
  }
})
