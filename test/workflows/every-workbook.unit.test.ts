import fc from "fast-check"
import readXlsxFile from "read-excel-file/node"
import { expect, test } from "vitest"
import type { Registration } from "#models/registration/registration.ts"
import { normaliseText } from "#models/shared/text.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import { REGIME_A } from "#seeds/reference/regimes/regime-a.ts"
import { inWorkbook } from "#test/setup/in-workbook.ts"
import { NASTY_CORPUS } from "#test/setup/nasty-corpus.ts"
import { nastyText } from "#test/setup/nasty-text.ts"
import { importTemplate } from "#workflows/register/import-template.server.ts"
import { SHEET_HEADINGS } from "#workflows/register/sheet-headings.ts"
import { writeUnitSheet } from "#workflows/unit-sheet/write-unit-sheet.server.ts"

/** Every sheet of a workbook as a program reads it that did not write it; an empty cell is "", everything else has to be a text. */
const readBack = async (bytes: Uint8Array): Promise<{ name: string; rows: string[][] }[]> =>
  (await readXlsxFile(Buffer.from(bytes), { trim: false })).map(({ sheet, data }) => {
    for (const row of data) for (const cell of row) expect(["string", "object"]).toContain(typeof cell)
    for (const row of data) for (const cell of row) if (typeof cell === "object") expect(cell).toBeNull()
    return { name: sheet, rows: data.map((row) => row.map((cell) => String(cell ?? ""))) }
  })

/** Line ends and doubled blanks are the reader's; the words are ours. */
const words = (rows: readonly (readonly string[])[]) =>
  rows.map((row) => row.map((cell) => normaliseText(inWorkbook(cell))))

const aRegistration = (texts: readonly string[], index: number): Registration => {
  const text = (place: number) => texts[(index + place) % texts.length] ?? ""
  const answers = REGIME_A.criteria.map(({ letter }) => ({ letter, value: "MET", note: text(0) }))
  return {
    id: `2023-1.${index}`,
    revision: index,
    serviceCode: `1.${String(index).padStart(6, "0")}.01`,
    procedureName: text(1),
    caseName: text(2),
    suggestion: { level: "PARTIAL", sure: index % 2 === 0 },
    workflow: {
      context: {
        proposal:
          index % 5 === 4
            ? null
            : {
                level: "PARTIAL",
                answers,
                partialReason: "PHYSICAL_PRESENCE",
                citation: text(3),
                overruleReason: text(4),
                note: text(5),
                caseName: text(6),
              },
      },
    },
  } as unknown as Registration
}

/** What the list has to say, column by column, written down here and not by the writer. */
const expectedRow = (texts: readonly string[], index: number): string[] => {
  const text = (place: number) => texts[(index + place) % texts.length] ?? ""
  const isDrafted = index % 5 !== 4
  const drafted = (said: string) => (isDrafted ? said : "")
  return [
    `2023-1.${index}`,
    String(index),
    `1.${String(index).padStart(6, "0")}.01`,
    text(2) === "" ? text(1) : `${text(1)} (${text(2)})`,
    index % 2 === 0 ? "Một phần" : "Một phần (cần xem xét)",
    drafted("Một phần"),
    ...REGIME_A.criteria.map(() => drafted("Đạt")),
    drafted("Phải có mặt"),
    ...[3, 4, 5, 6].map((place) => drafted(text(place))),
  ]
}

async function unitSheetHolds(texts: readonly string[], isTraining: boolean): Promise<void> {
  const registrations = texts.map((_, index) => aRegistration(texts, index))
  const [list, guide] = await readBack(await writeUnitSheet(registrations, REGIME_A, isTraining))
  const [headings = [], ...rows] = list?.rows ?? []
  expect(new Set(headings).size).toBe(headings.length)
  expect(headings.at(-1)).toBe(isTraining ? "Tập huấn" : "Tên trường hợp")
  const reasonAt = headings.indexOf("Lý do một phần")
  // The words of a reason are the law's: that there are some is enough here.
  const masked = (row: readonly string[]) =>
    headings.map((_, at) => (at === reasonAt && row[at] ? "Phải có mặt" : (row[at] ?? "")))
  expect(words(rows.map(masked))).toEqual(
    words(texts.map((_, index) => [...expectedRow(texts, index), ...(isTraining ? [TRAINING_MARK] : [])])),
  )
  expect(guide?.rows.map(([label]) => label)).toContain("Mức độ đề xuất: được ghi")
}

test.each([true, false])(
  "the list of a unit holds every word of every service (training: %s)",
  (isTraining) => unitSheetHolds(NASTY_CORPUS, isTraining),
)

test("the list of a unit holds whatever people typed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(nastyText, { minLength: 1, maxLength: 5 }), (texts) =>
      unitSheetHolds(texts, false),
    ),
    { numRuns: 40 },
  )
})

test.each([true, false])(
  "the template has our headings alone, and says beside it how each is filled in (training: %s)",
  async (isTraining) => {
    const [list, guide] = await readBack(await importTemplate(isTraining))
    expect(list).toEqual({ name: "Danh sách thủ tục", rows: [Object.values(SHEET_HEADINGS)] })
    const [head, ...rows] = guide?.rows ?? []
    expect(head?.[0]).toBe("Cột")
    expect(rows.map(([heading]) => heading)).toEqual(Object.values(SHEET_HEADINGS))
    for (const [heading, how, mark] of rows) {
      expect(how, heading).toMatch(/\p{L}/u)
      expect(mark).toBe(isTraining ? TRAINING_MARK : undefined)
    }
  },
)
