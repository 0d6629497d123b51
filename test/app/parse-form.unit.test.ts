import { expect, test } from "vitest"
import { z } from "zod"
import { parseForm, parseQuery } from "#app/http/parse-form.ts"

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

test("a body that is no form is refused, not a fault of the system", async () => {
  const broken = new Request("http://office.test/", {
    method: "POST",
    body: "{",
    headers: { "Content-Type": "application/json" },
  })
  expect(await parseForm(broken, z.object({}))).toMatchObject({ ok: false })
})

const sendsNames = (names: string[]) => parseForm(posted(names.map((name) => [name, "1"])), z.object({}))

test.each([
  ["a place far down a list", ["x.50000000"]],
  ["a place far down a list in brackets", ["x[50000000].y"]],
  ["many lists with one far place each", Array.from({ length: 100 }, (_, row) => `x${row}.1000`)],
  ["values nested without end", [Array.from({ length: 50 }, () => "x").join(".")]],
  ["more values than any form has", Array.from({ length: 20_001 }, () => "rows[]")],
])("a form with %s is refused in words, before anything is laid out", async (_, names) => {
  expect(await sendsNames(names)).toMatchObject({
    ok: false,
    errors: { "": [expect.stringContaining("không đọc được")] },
    values: {},
  })
})

test("thousands of ticked rows and a hundred answers are read", async () => {
  const ticked = Array.from({ length: 5000 }, () => "rows[]")
  expect(
    await sendsNames([...ticked, ...Array.from({ length: 100 }, (_, n) => `answers.${n}.value`)]),
  ).toEqual({
    ok: true,
    value: {},
  })
})

test("an address with a place far down a list is refused", () => {
  expect(parseQuery(new Request("http://office.test/?x.50000000=1"), z.object({})).ok).toBe(false)
})
