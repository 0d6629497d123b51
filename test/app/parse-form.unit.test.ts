import { expect, test } from "vitest"
import { z } from "zod"
import { parseForm, parseQuery } from "#app/http/parse-form.ts"
import { FORM_TOO_LARGE, READ_THROUGH } from "#app/http/upload-limits.ts"

const posted = (entries: [string, string][]) => {
  const body = new FormData()
  for (const [name, value] of entries) body.append(name, value)
  return new Request("http://office.test/", { method: "POST", body })
}

const Answers = z.object({
  note: z.string().min(3, "Hãy ghi rõ hơn."),
  answers: z.array(
    z.object({ letter: z.string(), value: z.enum(["MET", "NOT_MET"], "Chọn một câu trả lời.") }),
  ),
})

test("a plain form carries nested answers by dotted names", async () => {
  const form = await parseForm(
    posted([
      ["note", "đủ hồ sơ"],
      ["answers.0.letter", "a"],
      ["answers.0.value", "MET"],
      ["answers.1.letter", "b"],
      ["answers.1.value", "NOT_MET"],
    ]),
    Answers,
  )
  expect(form).toEqual({
    ok: true,
    value: {
      note: "đủ hồ sơ",
      answers: [
        { letter: "a", value: "MET" },
        { letter: "b", value: "NOT_MET" },
      ],
    },
  })
})

test("what is wrong is said at its field, and what was typed comes back", async () => {
  const form = await parseForm(
    posted([
      ["note", "x"],
      ["answers.0.letter", "a"],
      ["answers.0.value", "$ne"],
    ]),
    Answers,
  )
  expect(form).toEqual({
    ok: false,
    status: 400,
    errors: { note: ["Hãy ghi rõ hơn."], "answers.0.value": ["Chọn một câu trả lời."] },
    values: { note: "x", answers: [{ letter: "a", value: "$ne" }] },
  })
})

test("a field cannot smuggle a query operator in place of text", async () => {
  const form = await parseForm(posted([["userId.$ne", ""]]), z.object({ userId: z.string() }))
  expect(form.ok).toBe(false)
})

test("a field name cannot reach the prototype of objects", async () => {
  await parseForm(posted([["__proto__.polluted", "yes"]]), z.object({}))
  expect("polluted" in {}).toBe(false)
})

test("a password is never sent back", async () => {
  const form = await parseForm(
    posted([["password", "bí mật"]]),
    z.object({ userId: z.string("Hãy nhập tên."), password: z.string() }),
  )
  expect(JSON.stringify(form)).not.toContain("bí mật")
})

test("decomposed Vietnamese from a Mac arrives composed", async () => {
  const form = await parseForm(posted([["note", "thủ tục".normalize("NFD")]]), z.object({ note: z.string() }))
  expect(form).toEqual({ ok: true, value: { note: "thủ tục".normalize("NFC") } })
})

test("one chosen agency is a list as two are", async () => {
  const Query = z.object({ agency: z.array(z.string()).default([]) })
  const ask = (search: string) => parseQuery(new Request(`http://office.test/?${search}`), Query)
  expect(ask("agency[]=a")).toEqual({ ok: true, value: { agency: ["a"] } })
  expect(ask("agency[]=a&agency[]=b")).toEqual({ ok: true, value: { agency: ["a", "b"] } })
  expect(ask("")).toEqual({ ok: true, value: { agency: [] } })
})

const refusalOf = async (request: Request): Promise<unknown[]> => {
  const answer: unknown = await parseForm(request, z.object({})).catch((thrown: unknown) => thrown)
  if (!(answer instanceof Response)) throw new Error("the form was taken")
  return [answer.status, await answer.json()]
}
const UNREADABLE = [400, { message: expect.stringContaining("không đọc được") }]

test.each([
  ["broken JSON", "application/json", "{"],
  ["JSON", "application/json", "{}"],
  ["null", "application/json", "null"],
  ["text", "text/plain", "note=1"],
  ["a broken multipart form", "multipart/form-data; boundary=x", "--x"],
  ["a multipart form without its boundary", "multipart/form-data", "--x--"],
])("%s is no form: refused in words, not a fault of the system", async (_, type, body) => {
  const headers = { "Content-Type": type }
  expect(await refusalOf(new Request("http://office.test/", { method: "POST", body, headers }))).toEqual(
    UNREADABLE,
  )
})

test("a form of more than a megabyte is refused in words, and what was typed comes back", async () => {
  const note = "thủ tục ".repeat(60_000)
  const body = new URLSearchParams({ note, password: "bí mật" })
  const form = await parseForm(new Request("http://office.test/", { method: "POST", body }), z.object({}))
  expect(form).toEqual({ ok: false, status: 413, errors: { "": [FORM_TOO_LARGE] }, values: { note } })
})

test("a form nobody can have typed is not read to its end", async () => {
  const body = new Uint8Array(READ_THROUGH.form + 1)
  expect(await refusalOf(new Request("http://office.test/", { method: "POST", body }))).toEqual([
    413,
    { message: FORM_TOO_LARGE },
  ])
})

const withNames = (names: string[]) => posted(names.map((name) => [name, "1"]))

test.each([
  ["a place far down a list", ["x.50000000"]],
  ["a place far down a list in brackets", ["x[50000000].y"]],
  ["many lists with one far place each", Array.from({ length: 100 }, (_, row) => `x${row}.1000`)],
  ["values nested without end", [Array.from({ length: 50 }, () => "x").join(".")]],
  ["more values than any form has", Array.from({ length: 20_001 }, () => "rows[]")],
])("a form with %s is refused in words, before anything is laid out", async (_, names) => {
  expect(await refusalOf(withNames(names))).toEqual(UNREADABLE)
})

test("thousands of ticked rows and a hundred answers are read", async () => {
  const ticked = Array.from({ length: 5000 }, () => "rows[]")
  const answered = Array.from({ length: 100 }, (_, n) => `answers.${n}.value`)
  expect(await parseForm(withNames([...ticked, ...answered]), z.object({}))).toEqual({ ok: true, value: {} })
})

test("an address with a place far down a list is refused", () => {
  expect(parseQuery(new Request("http://office.test/?x.50000000=1"), z.object({})).ok).toBe(false)
})
