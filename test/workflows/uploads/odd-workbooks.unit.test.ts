import { Document, Packer, Paragraph } from "docx"
import { expect, test } from "vitest"
import writeXlsxFile from "write-excel-file/node"
import { A_SHEET_ROW, REQUIRED_HEADINGS, read } from "#test/workflows/register/register-files.ts"
import { aZip, sheetRows, workbookParts } from "./a-zip.ts"

test("a list with a million empty rows formatted below it is refused in words, quickly, and nothing of it is taken", async () => {
  const empty = Array.from({ length: 1_000_000 }, (_, index) => `<row r="${index + 3}"/>`).join("")
  const before = process.cpuUsage()
  await expect(
    read(aZip(workbookParts(sheetRows([REQUIRED_HEADINGS, A_SHEET_ROW]) + empty))),
  ).rejects.toThrow(
    /dòng trống đã định dạng\) tới dòng 50101, quá giới hạn 50000 dòng\. Hãy xóa các dòng thừa/,
  )
  const { user, system } = process.cpuUsage(before)
  expect((user + system) / 1e6).toBeLessThan(20)
})

test("empty rows within the limit are no data", async () => {
  const empty = Array.from({ length: 40_000 }, (_, index) => `<row r="${index + 3}"/>`).join("")
  const { rows, taken } = await read(aZip(workbookParts(sheetRows([REQUIRED_HEADINGS, A_SHEET_ROW]) + empty)))
  expect([rows.length, taken.length]).toEqual([1, 1])
})

test("a workbook under a password says what it is and what to send", async () => {
  // The shell Excel puts around an encrypted workbook is that of its old files.
  const shell = Buffer.alloc(1024)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(shell)
  Buffer.from("EncryptedPackage", "utf16le").copy(shell, 512)
  await expect(read(shell)).rejects.toThrow(/đặt mật khẩu.*lưu lại dưới dạng \.xlsx không mật khẩu/)
})

test("a hidden sheet is not read, and its name is said", async () => {
  const rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  const parts = workbookParts(sheetRows([REQUIRED_HEADINGS, A_SHEET_ROW]), [
    {
      name: "xl/worksheets/sheet2.xml",
      content: `<worksheet xmlns="${main}"><sheetData>${sheetRows([
        REQUIRED_HEADINGS,
        ["1.000111", "Bản nháp", "Hộ tịch", "Cấp tỉnh"],
      ])}</sheetData></worksheet>`,
    },
  ]).map((part) =>
    part.name === "xl/workbook.xml"
      ? {
          ...part,
          content: `<workbook xmlns="${main}" xmlns:r="${rels}"><sheets><sheet name="TTHC" sheetId="1" r:id="rId7"/><sheet name="Nháp" sheetId="2" state="hidden" r:id="rId8"/></sheets></workbook>`,
        }
      : part.name === "xl/_rels/workbook.xml.rels"
        ? {
            ...part,
            content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" Type="${rels}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId8" Type="${rels}/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
          }
        : part,
  )
  const { taken, warnings } = await read(aZip(parts))
  expect(taken.map(({ code }) => code)).toEqual(["1.000110"])
  expect(warnings.join(" ")).toContain("«Nháp» đang ẩn nên không đọc")
})

test("a day a spreadsheet keeps as a number is read as the day it shows", async () => {
  const heading = (value: string) => ({ value, type: String })
  const file = await writeXlsxFile([
    [...REQUIRED_HEADINGS, "Yêu cầu, điều kiện"].map(heading),
    [
      ...A_SHEET_ROW.map(heading),
      { value: new Date("2023-03-15T00:00:00Z"), type: Date, format: "dd/mm/yyyy" },
    ],
  ]).toBuffer()
  const { taken, refused } = await read(file)
  expect(refused).toEqual([])
  expect(taken[0]?.procedure.requirements).toBe("15/03/2023")
})

test("a Word file without tables is refused with what to send", async () => {
  const file = await Packer.toBuffer(
    new Document({ sections: [{ children: [new Paragraph("Quyết định không có phụ lục")] }] }),
  )
  await expect(read(file)).rejects.toThrow(/không có bảng nào\. Hãy gửi văn bản có phụ lục dạng bảng/)
})
