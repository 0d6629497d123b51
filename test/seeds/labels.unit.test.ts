import { existsSync, readFileSync } from "node:fs"
import { gunzipSync } from "node:zlib"
import { expect, test } from "vitest"
import { readLabels } from "#seeds/read-labels.server.ts"
import { LABEL_CRITERIA, Label, wholeOf } from "#workflows/classification/labels/label.ts"
import { wordsAt } from "#workflows/classification/labels/place.ts"

const REAL = new URL("../../../shared/data/procedures/national-portal.jsonl.gz", import.meta.url)
const labels = readLabels()
const byCode = Map.groupBy(labels, ({ code }) => code)

test("every record of the table is labelled once for each criterion, and there are more than two hundred, by code", () => {
  expect(byCode.size).toBeGreaterThanOrEqual(200)
  for (const [code, rows] of byCode)
    expect(
      rows.map(({ criterion }) => criterion),
      code,
    ).toEqual([...LABEL_CRITERIA])
  expect([...byCode.keys()]).toEqual([...byCode.keys()].toSorted())
})

test("letter e is what its two halves say, in each reading and as settled", () => {
  for (const [code, rows] of byCode)
    for (const whose of ["value", "first", "second"] as const) {
      const of = (criterion: string) =>
        rows.filter((row) => row.criterion === criterion).map((row) => row[whose])
      expect(of("e"), `${code} ${whose}`).toEqual([wholeOf([...of("e.presence"), ...of("e.on-site")])])
    }
})

test("a row is refused that hides a difference, settles an agreement, or shows no place for what is not met", () => {
  const row = { code: "1.000001", criterion: "g", path: "note", sentenceNo: "1", settled: "" }
  const agreed = { ...row, value: "met", first: "met", second: "met" }
  expect(Label.safeParse(agreed).success).toBe(true)
  for (const wrong of [
    { second: "not-met" },
    { value: "not-met" },
    { settled: "Vì sao" },
    { sentenceNo: "" },
    { criterion: "a" },
    { value: "maybe" },
    { value: "not-met", first: "not-met", second: "not-met", path: "", sentenceNo: "" },
  ])
    expect(Label.safeParse({ ...agreed, ...wrong }).success, JSON.stringify(wrong)).toBe(false)
})

if (!existsSync(REAL))
  test("the places of the labels were not looked up: ../shared/data is absent", () => {
    console.warn("Bỏ qua đối chiếu nhãn với bản ghi thật: không thấy ../shared/data.")
  })
else
  test("every place of every label stands in its record, a channel is the one the label says", () => {
    const records = new Map<string, unknown>()
    for (const line of gunzipSync(readFileSync(REAL)).toString("utf8").split("\n"))
      if (line.trim() !== "") {
        const record = JSON.parse(line) as { code: string }
        records.set(record.code.trim(), record)
      }
    for (const label of labels) {
      const record = records.get(label.code)
      expect(record, label.code).toBeDefined()
      const words = label.path === "" ? null : wordsAt(record, label)
      if (label.path !== "") expect(words?.trim(), `${label.code} ${label.criterion}`).toBeTruthy()
      if (label.criterion === "c") expect(words === "ONLINE", label.code).toBe(label.value === "met")
    }
  })
