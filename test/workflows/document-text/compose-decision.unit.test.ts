import { expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { FACTS, paragraphsOf } from "#test/setup/a-decision.ts"
import { composeAnnexes } from "#workflows/document-text/compose-annexes.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { numberLine } from "#workflows/document-text/document-layout.ts"

const composed = (wanted: Parameters<typeof aFrozenEdition>[0] = {}) =>
  composeDecision(aFrozenEdition(wanted), FACTS)

const article = (number: number, wanted: Parameters<typeof aFrozenEdition>[0] = {}) => {
  const all = paragraphsOf(composed(wanted))
  const from = all.findIndex((text) => text.startsWith(`Điều ${number}.`))
  const to = all.findIndex((text, index) => index > from && text.startsWith("Điều "))
  return all.slice(from, to < 0 ? undefined : to).join("\n")
}

test("number and date are blank until the records office gives them", () => {
  const { header } = composed()
  expect(header).toMatchObject({ number: null, day: null, symbol: "QĐ-UBND", placeName: "Đắk Nông" })
  expect(numberLine(header)).toMatch(/^Số:\s{9}\/QĐ-UBND$/u)
})

test("every legal basis ends with a semicolon and the proposal with a full stop", () => {
  const bases = composed().blocks.flatMap((block) =>
    block.block === "paragraph" && block.kind === "basis" ? block.runs : [],
  )
  expect(bases.every(({ style }) => style === "italic")).toBe(true)
  expect(bases.slice(0, -1).every(({ text }) => text.startsWith("Căn cứ ") && text.endsWith(";"))).toBe(true)
  expect(bases.at(-1)?.text).toBe(
    "Theo đề nghị của Chánh Văn phòng Ủy ban nhân dân tỉnh tại Tờ trình số 12/TTr-VPUBND ngày 08 tháng 5 năm 2023.",
  )
})

test("Điều 1 gives totals in digits and words, per level and only for levels of government that have rows", () => {
  expect(article(1, { rows: 36 })).toBe(
    [
      "Điều 1. Công bố kèm theo Quyết định này Danh mục dịch vụ công trực tuyến toàn trình, dịch vụ công trực tuyến một phần trên địa bàn tỉnh Đắk Nông năm 2023, gồm 36 (Ba mươi sáu) dịch vụ công trực tuyến, cụ thể như sau:",
      "1. 24 (Hai mươi tư) dịch vụ công trực tuyến toàn trình, trong đó: cấp tỉnh 15 (Mười lăm), cấp huyện 04 (Bốn), cấp xã 05 (Năm); chi tiết tại Phụ lục I.",
      "2. 12 (Mười hai) dịch vụ công trực tuyến một phần, trong đó: cấp tỉnh 07 (Bảy), cấp huyện 03 (Ba), cấp xã 02 (Hai); chi tiết tại Phụ lục II.",
    ].join("\n"),
  )
})

test("a catalogue of one level has one annex without a number", () => {
  const layout = composed({ rows: 3, partialEvery: 0 })
  expect(layout.annexes.map(({ heading }) => heading)).toEqual(["Phụ lục"])
  expect(layout.abstract).toBe(
    "Về việc công bố Danh mục dịch vụ công trực tuyến toàn trình trên địa bàn tỉnh Đắk Nông năm 2023",
  )
  expect(article(1, { rows: 3, partialEvery: 0 })).toContain(
    "gồm 03 (Ba) dịch vụ công trực tuyến toàn trình, trong đó: cấp tỉnh 03 (Ba); chi tiết tại Phụ lục.",
  )
})

test("the replaced decision is named, and nothing is replaced by the first", () => {
  expect(article(3)).toBe(
    "Điều 3. Quyết định này có hiệu lực kể từ ngày ký và thay thế Quyết định số 815/QĐ-UBND ngày 20 tháng 5 năm 2022 của Chủ tịch Ủy ban nhân dân tỉnh Đắk Nông.",
  )
  expect(article(3, { replaces: null })).toBe("Điều 3. Quyết định này có hiệu lực kể từ ngày ký.")
})

test("the text ends with ./. and only there", () => {
  const texts = paragraphsOf(composed())
  expect(texts.filter((text) => text.includes("./."))).toEqual([texts.at(-1)])
  expect(texts.at(-1)?.endsWith("chịu trách nhiệm thi hành Quyết định này./.")).toBe(true)
})

test("a partial service shows its reason with the provision it rests on", () => {
  const annex = composed({ rows: 1 }).annexes[0]
  expect(annex?.table.columns.map(({ heading }) => heading)).toContain("Lý do chưa toàn trình")
  expect(annex?.table.rows.at(-1)).toEqual({
    kind: "item",
    cells: [
      "1",
      "1.100000\n(1.100000.01)",
      "Cấp giấy phép hoạt động của tổ chức hành nghề trên địa bàn tỉnh",
      "Sở Tư pháp",
      "Người thực hiện phải có mặt tại cơ quan theo quy định (khoản 2 Điều 14 Nghị định số 123/2015/NĐ-CP)",
      "Thực hiện liên thông",
    ],
  })
})

test("group rows carry subtotals that add up, and numbers run through each level of government", () => {
  const edition = aFrozenEdition({ rows: 90 })
  for (const annex of composeDecision(edition, FACTS).annexes) {
    const counts = [0, 0, 0]
    let items = 0
    let expected = 0
    for (const row of annex.table.rows) {
      if (row.kind === "group") {
        counts[row.depth] = (counts[row.depth] ?? 0) + Number(/\((\d+) dịch vụ công\)$/u.exec(row.text)?.[1])
        if (row.depth === 0) expected = 0
      } else {
        items += 1
        expected += 1
        expect(row.cells[0]).toBe(String(expected))
      }
    }
    expect(counts).toEqual([items, items, items])
  }
})

test("an annex leaves number and date blank and names the issuer", () => {
  expect(composed().annexes[0]?.infoLine).toMatch(
    /^\(Kèm theo Quyết định số\s+\/QĐ-UBND ngày\s+tháng\s+năm\s+của Chủ tịch Ủy ban nhân dân tỉnh Đắk Nông\)$/u,
  )
})

test("an amendment lists apart what it takes out of the catalogue", () => {
  const wanted = {
    rows: 6,
    kind: "AMENDMENT",
    change: (entry) =>
      entry.position === 1 ? { ...entry, level: "INFORMATION_ONLY", previousLevel: "PARTIAL" } : entry,
  } satisfies Parameters<typeof aFrozenEdition>[0]
  const { abstract, annexes } = composed(wanted)
  expect(abstract).toContain("Về việc sửa đổi, bổ sung Danh mục")
  expect(annexes.map(({ heading }) => heading)).toEqual(["Phụ lục I", "Phụ lục II", "Phụ lục III"])
  expect(article(1, wanted)).toContain(
    "3. 01 (Một) dịch vụ công đưa ra khỏi Danh mục, chi tiết tại Phụ lục III.",
  )
  expect(article(3, wanted)).toContain("vẫn giữ nguyên hiệu lực")
})

test("two services of one procedure are told apart by their case in the annex, and older editions read as they did", () => {
  const [first] = aFrozenEdition({ rows: 1, partialEvery: 0 }).entries
  if (!first) throw new Error("no row")
  const cased = (caseName: string | undefined, serviceName = first.serviceName) =>
    composeAnnexes({
      ...aFrozenEdition({ rows: 1, partialEvery: 0 }),
      entries: [{ ...first, serviceName, ...(caseName === undefined ? {} : { caseName }) }],
    })[0]?.table.rows.flatMap((row) => (row.kind === "item" ? [row.cells[2]] : []))
  expect(cased("Trường hợp 02")).toEqual([`${first.procedure.name}\n(Trường hợp 02)`])
  expect(cased("", "Tên khác")).toEqual([first.procedure.name])
  expect(cased(undefined, "Tên khác")).toEqual(["Tên khác"])
})
