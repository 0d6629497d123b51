import { deflateRawSync, gzipSync } from "node:zlib"
import { expect, test } from "vitest"
import {
  A_SHEET_ROW,
  aNationalRecord,
  csv,
  jsonLines,
  REQUIRED_HEADINGS,
  read,
} from "#test/workflows/register/register-files.ts"
import { aZip, sheetRows, workbookParts } from "./a-zip.ts"

const MB = 1024 * 1024

/** Time of the processor: a busy machine must not decide. */
const secondsOfWork = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

test("an empty file is refused", async () => {
  await expect(read(Buffer.alloc(0))).rejects.toThrow("Tệp rỗng")
  await expect(read(Buffer.from(" \n\r\n "))).rejects.toThrow("Tệp rỗng")
  await expect(read(gzipSync(""))).rejects.toThrow("rỗng")
})

test("a heading row without data is refused", async () => {
  await expect(read(csv([REQUIRED_HEADINGS]))).rejects.toThrow("chỉ có dòng tiêu đề")
})

test("a gzip file cut off half-way is refused as a whole", async () => {
  const whole = gzipSync(jsonLines(aNationalRecord(), aNationalRecord({ code: "1.000111" })))
  await expect(read(whole.subarray(0, whole.length - 20))).rejects.toThrow("bị hỏng hoặc chưa tải xong")
})

test("a workbook cut off half-way is refused as a whole", async () => {
  const whole = aZip(workbookParts(sheetRows([REQUIRED_HEADINGS, A_SHEET_ROW])))
  await expect(read(whole.subarray(0, whole.length - 40))).rejects.toThrow("bị hỏng hoặc chưa tải xong")
})

test("a half-written JSON line is refused by its number, the other lines are read", async () => {
  const whole = jsonLines(aNationalRecord(), aNationalRecord({ code: "1.000111" }))
  const { taken, refused } = await read(whole.subarray(0, whole.length - 30))
  expect(taken.map((row) => row.code)).toEqual(["1.000110"])
  expect(refused).toMatchObject([{ line: 2, field: "Dòng", reason: expect.stringContaining("bị đứt") }])
})

test("a JSON array cut off inside a record is refused with the record's number", async () => {
  const whole = Buffer.from(JSON.stringify([aNationalRecord(), aNationalRecord({ code: "1.000111" })]))
  await expect(read(whole.subarray(0, whole.length - 30))).rejects.toThrow("bị đứt giữa bản ghi thứ 2")
  await expect(read(whole.subarray(0, whole.length - 1))).rejects.toThrow("bị đứt sau bản ghi thứ 2")
})

test("fifty megabytes of one line are refused quickly, whatever the line pretends to be", async () => {
  const before = process.cpuUsage()
  await expect(read(Buffer.alloc(50 * MB, "a"))).rejects.toThrow("Dòng 1 dài 50 MB")
  await expect(read(Buffer.concat([Buffer.from("["), Buffer.alloc(50 * MB, "[")]))).rejects.toThrow(
    "Bản ghi thứ 1",
  )
  await expect(read(Buffer.concat([Buffer.from('[{"a":"'), Buffer.alloc(50 * MB, "x")]))).rejects.toThrow(
    "quá giới hạn",
  )
  const { refused } = await read(Buffer.concat([Buffer.from('{"a":"'), Buffer.alloc(50 * MB, "x")]))
  expect(refused).toMatchObject([{ line: 1, reason: expect.stringContaining("50 MB") }])
  expect(secondsOfWork(before)).toBeLessThan(10)
})

test("markup made to keep a reader busy is read or refused quickly", async () => {
  const before = process.cpuUsage()
  for (const tags of ["<b>", "<a x=", "<br", "</p ", "<!--", "&amp;amp;"]) {
    const { taken } = await read(jsonLines(aNationalRecord({ description: tags.repeat(200_000) })))
    expect(taken).toHaveLength(1)
  }
  await expect(read(aZip(workbookParts("<c ".repeat(1_000_000))))).rejects.toThrow("bị hỏng")
  await expect(read(aZip(workbookParts("<f>".repeat(1_000_000))))).rejects.toThrow("Không đọc được")
  expect(secondsOfWork(before)).toBeLessThan(10)
})

test("a gzip bomb is refused before it unpacks beyond the limit", async () => {
  await expect(read(gzipSync(Buffer.alloc(8 * MB, "x")), { unpackedBytes: MB })).rejects.toThrow(
    "bung ra quá 1 MB",
  )
})

test("a zip bomb is refused by its ratio", async () => {
  const bomb = aZip(workbookParts("", [{ name: "xl/media/bomb.xml", content: Buffer.alloc(20 * MB) }]))
  await expect(read(bomb)).rejects.toThrow("bom nén")
})

test("a zip that declares too much is refused without unpacking it", async () => {
  const bomb = aZip(workbookParts("", [{ name: "xl/a.xml", content: "x", declaredSize: 0xf0000000 }]))
  await expect(read(bomb)).rejects.toThrow("bom nén")
})

test("a zip that lies about its sizes is refused", async () => {
  const liar = aZip(
    workbookParts("", [{ name: "xl/a.xml", content: Buffer.alloc(MB, "ab"), declaredSize: 10 }]),
  )
  await expect(read(liar)).rejects.toThrow("bị hỏng")
})

test("a zip of too many parts is refused", async () => {
  const parts = Array.from({ length: 30 }, (_, i) => ({ name: `xl/p${i}.xml`, content: "" }))
  await expect(read(aZip(workbookParts("", parts)), { zipEntries: 20 })).rejects.toThrow("quá giới hạn 20")
})

test("a sheet with a cell at the far end is refused before anything is filled in", async () => {
  const far = `<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>x</t></is></c></row>`
  await expect(read(aZip(workbookParts(far)))).rejects.toThrow("dòng 1048576")
  const wide = `<row r="1"><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row>`
  await expect(read(aZip(workbookParts(wide)))).rejects.toThrow("cột XFD")
})

test("a million empty rows or cells that do not say where they stand are refused quickly", async () => {
  const before = process.cpuUsage()
  const empty = aZip(workbookParts("<row/>".repeat(1_000_000)))
  expect(empty.length).toBeLessThan(20_000)
  await expect(read(empty)).rejects.toThrow("tới dòng 50101, quá giới hạn 50000 dòng")
  const wide = aZip(workbookParts(`<row>${"<c/>".repeat(1_000_000)}</row>`))
  await expect(read(wide)).rejects.toThrow("quá giới hạn 200 cột")
  expect(secondsOfWork(before)).toBeLessThan(10)
})

test("a file beyond the size limit is refused", async () => {
  await expect(read(Buffer.alloc(3 * MB, "a"), { fileBytes: 2 * MB })).rejects.toThrow("nặng 3 MB")
})

test("more rows than one import may have are refused", async () => {
  const rows = Array.from({ length: 6 }, (_, i) => [`1.00000${i}`, "Tên", "Lĩnh vực", "Cấp tỉnh"])
  await expect(read(csv([REQUIRED_HEADINGS, ...rows]), { rows: 5 })).rejects.toThrow("quá giới hạn 5 dòng")
  const records = rows.map(([code]) => aNationalRecord({ code, cases: [] }))
  await expect(read(jsonLines(...records), { rows: 5 })).rejects.toThrow("quá 5 bản ghi")
})

test("a line in another encoding than the rest is named with how to save the file", async () => {
  // "Đăng ký" in Windows-1258: Đ is D0, ă is E3, ý is y with a combining acute.
  const text = Buffer.concat([
    csv([REQUIRED_HEADINGS]),
    Buffer.from("1.000110,"),
    Buffer.from([0xd0, 0xe3, 0x6e, 0x67]),
    Buffer.from(",Hộ tịch,Cấp tỉnh\n"),
  ])
  await expect(read(text)).rejects.toThrow(/Dòng 2: .*UTF-8.*Windows-1258/)
  const json = Buffer.concat([
    jsonLines(aNationalRecord()),
    Buffer.from('{"name":"'),
    Buffer.from([0xd0, 0x22, 0x7d]),
  ])
  await expect(read(json)).rejects.toThrow(/Dòng 2: .*UTF-8/)
})

test("UTF-16 text is read, with or without its mark; records in it are named with how to save them", async () => {
  const text = [REQUIRED_HEADINGS, A_SHEET_ROW].map((row) => row.join("\t")).join("\n")
  for (const mark of ["\ufeff", ""])
    expect((await read(Buffer.from(`${mark}${text}`, "utf16le"))).taken).toHaveLength(1)
  await expect(read(Buffer.from(`\ufeff{"code":"1"}`, "utf16le"))).rejects.toThrow("UTF-8")
})

test("other kinds of files are known by their content and refused by their name in Vietnamese", async () => {
  await expect(read(Buffer.from("%PDF-1.7"))).rejects.toThrow("PDF")
  await expect(read(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).rejects.toThrow(".xls đời cũ")
  await expect(read(Buffer.from("MZ\u0000\u0000"))).rejects.toThrow("chương trình")
  await expect(read(Buffer.from("<!DOCTYPE html><p>x"))).rejects.toThrow("trang web")
  await expect(read(aZip([{ name: "word/document.xml", content: "x" }]))).rejects.toThrow("Word")
  await expect(read(aZip([{ name: "a.txt", content: "x" }]))).rejects.toThrow("không phải bảng tính")
  const macro = workbookParts(sheetRows([REQUIRED_HEADINGS, A_SHEET_ROW]), [
    { name: "xl/vbaProject.bin", content: "x" },
  ])
  await expect(read(aZip(macro))).rejects.toThrow("macro")
  await expect(read(gzipSync(gzipSync("{}")))).rejects.toThrow("nén nằm trong tệp nén")
})

test("a workbook with a document type declaration is refused", async () => {
  const parts = workbookParts("", [
    { name: "xl/sharedStrings.xml", content: '<!DOCTYPE x [<!ENTITY a "b">]><sst/>' },
  ])
  await expect(read(aZip(parts))).rejects.toThrow("DTD")
})

test("bytes that only begin like a zip are refused as broken", async () => {
  const start = Buffer.concat([Buffer.from("PK\u0003\u0004"), deflateRawSync("x")])
  await expect(read(start)).rejects.toThrow("bị hỏng")
})
