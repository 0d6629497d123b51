import { readFileSync } from "node:fs"
import { parse } from "csv-parse/sync"
import { Document, Packer, Paragraph, Table, TableCell, TableRow } from "docx"
import { describe, expect, test } from "vitest"
import writeXlsxFile from "write-excel-file/node"
import { planKnowledge } from "#seeds/reference/plans/knowledge.ts"
import { readPlan } from "#workflows/plan-reading/read-plan.ts"
import { readPlanFile } from "#workflows/plan-reading/read-plan-file.server.ts"

const knowledge = planKnowledge()
const seed = parse(readFileSync("seeds/reference/plans/plan-122.csv", "utf8")) as string[][]
const headLines = [
  "Số: 122/KH-UBND",
  "Đắk Nông, ngày 03 tháng 3 năm 2023",
  "KẾ HOẠCH",
  "Triển khai thực hiện",
]

const inText = () => Buffer.from([...headLines, ...seed.map((cells) => cells.join("\t"))].join("\n"))

/** Lists of units stand in paragraphs of their cell, as offices write them. */
const inWord = () =>
  Packer.toBuffer(
    new Document({
      sections: [
        {
          children: [
            ...headLines.map((text) => new Paragraph(text)),
            new Table({
              rows: seed.map(
                (cells) =>
                  new TableRow({
                    children: cells.map(
                      (cell) =>
                        new TableCell({
                          children: cell.split(/ (?=- \p{Lu})/u).map((text) => new Paragraph(text)),
                        }),
                    ),
                  }),
              ),
            }),
          ],
        },
      ],
    }),
  )

const inWorkbook = () =>
  writeXlsxFile([
    ...headLines.map((value) => [{ value }]),
    ...seed.map((cells) => cells.map((value) => ({ value }))),
  ]).toBuffer()

describe("một kế hoạch, ba loại tệp", () => {
  test.each([
    ["văn bản", inText],
    ["Word", inWord],
    ["bảng tính", inWorkbook],
  ])("%s: đọc ra cùng 23 nhiệm vụ", async (_, make) => {
    const { plan, faults } = readPlan(await readPlanFile(new Uint8Array(await make())), knowledge)
    const text = readPlan(await readPlanFile(new Uint8Array(inText())), knowledge)
    expect(plan.tasks).toHaveLength(23)
    expect(plan).toEqual(text.plan)
    expect(faults.map(({ kind, found }) => [kind, found])).toEqual(
      text.faults.map(({ kind, found }) => [kind, found]),
    )
  })

  test("bảng trong seeds chỉ còn những điều phải có người quyết", async () => {
    const { faults } = readPlan(await readPlanFile(new Uint8Array(inText())), knowledge)
    expect([...new Set(faults.map(({ kind }) => kind))].sort()).toEqual([
      "DOUBLED_TASK",
      "DUE_OPEN",
      "DUE_ORDER",
      "DUE_VAGUE",
      "UNIT_VAGUE",
    ])
  })

  test.each([
    ["%PDF-1.7", "Tệp là PDF"],
    ["PK\u0003\u0004 hỏng", "hỏng"],
  ])("tệp «%s» bị từ chối, nói gửi gì thay", async (bytes, words) => {
    await expect(readPlanFile(new Uint8Array(Buffer.from(bytes)))).rejects.toThrow(words)
  })
})
