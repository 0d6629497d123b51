import { afterAll, expect, test } from "vitest"
import type { VerificationReport } from "#workflows/document-verification/verification-report.ts"
import { readRevisions } from "#workflows/pdf-file/file-revisions.server.ts"
import { ReadingLane } from "#workflows/uploads/reading-lane.server.ts"
import { READINGS } from "#workflows/uploads/reading-limits.ts"
import {
  aPdf,
  contentPackedTwice,
  crossReferenceBomb,
  endlessLine,
  formInItself,
  formsInForms,
  objectStreamBomb,
  pageTreeInCircles,
  pageUnderItself,
  sameContentAgain,
} from "./hostile-pdfs.ts"

const lane = new ReadingLane({ processes: 1, nice: 0, waiting: 100 })
afterAll(() => lane.close())

/** In a process that can be ended: who mends nothing waits, and is told that a limit was passed instead of what the file does. */
const verified = async (file: Buffer): Promise<string[]> => {
  const report = await lane.read(READINGS.verifyUploaded, [new Uint8Array(file), {}])
  return (report as VerificationReport).checks.filter(({ ok }) => !ok).map(({ message }) => message)
}
const LONG = { timeout: 240_000 }

test.each([
  ["forms that draw forms ten times over, eight deep", formsInForms(8), "có quá nhiều lệnh vẽ"],
  ["a form that draws itself", formInItself(), "có hình lồng nhau quá sâu, hoặc hình tự vẽ lại chính nó"],
  ["a line of four million letters in four kilobytes", endlessLine(4_000_000), "có quá nhiều lệnh vẽ"],
  ["a line of a hundred thousand letters", endlessLine(100_000), "có quá 10.000 chữ"],
  ["one content a thousand times", sameContentAgain(1000), "có quá nhiều lệnh vẽ"],
  ["content packed twice over", contentPackedTwice(400), "được nén theo cách không đọc được"],
  ["a page under itself", pageUnderItself(), "nằm quá sâu trong cây trang, hoặc nằm dưới chính nó"],
])("%s: refused by what the page does, before anybody draws it", LONG, async (_, file, why) => {
  expect(file.length).toBeLessThan(20_000)
  expect(await verified(file)).toEqual([`Trang 1 của tệp ${why} nên không đọc.`])
})

test("a table of objects that unpacks to a gigabyte is refused before it is unpacked", LONG, async () => {
  const file = crossReferenceBomb(1000)
  expect(await verified(file)).toEqual(["Bảng tham chiếu của tệp không đọc được."])
})

test("a table that says it has a thousand million objects is refused by that", LONG, async () => {
  const file = aPdf(["<</Type/Catalog>>"]).toString("latin1").replace("/Size 2", "/Size 999999999")
  expect(await verified(Buffer.from(file, "latin1"))).toEqual([
    "Tệp có quá 1.000.000 đối tượng nên không đọc.",
  ])
})

test("a stream of objects that unpacks to gigabytes is refused before it is unpacked", LONG, async () => {
  expect(await verified(objectStreamBomb(2000))).toEqual([
    "Bản lập có phần không do hệ thống vẽ: các phần mềm có thể đọc tệp khác nhau.",
  ])
})

test("a tree of pages that leads back to itself is read to its end", LONG, async () => {
  expect(await verified(pageTreeInCircles())).toContain("Chữ ký số của cơ quan: chưa có.")
})

test("a file saved more often than a decision ever is is refused", async () => {
  let file = aPdf(["<</Type/Catalog>>"]).toString("latin1")
  for (let saving = 0; saving < 20; saving += 1) {
    const before = /startxref\n(\d+)\n%%EOF\n$/u.exec(file)?.[1]
    const at = file.length
    file += `xref\n0 0\ntrailer\n<</Size 2/Root 1 0 R/Prev ${before}>>\nstartxref\n${at}\n%%EOF\n`
  }
  expect(() => readRevisions(Buffer.from(file, "latin1"))).toThrow("ghi thêm quá 16 lần")
})

test.each([
  ["forms in forms", formsInForms(8), /^Trang 1 của tệp có quá nhiều lệnh vẽ/u],
  ["a tree of pages in circles", pageTreeInCircles(), /^Tệp PDF không đọc được/u],
  ["an object stream of gigabytes", objectStreamBomb(2000), /^Tệp bung ra quá 512 MB/u],
])("the check of form refuses %s in words too", LONG, async (_, file, why) => {
  await expect(lane.read(READINGS.lintDocument, [new Uint8Array(file)])).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringMatching(why),
  })
})
