import { expect, test } from "vitest"
import { withChosenLines } from "#app/http/chosen-lines.ts"

const sent = (giu: (string | undefined)[]) => ({
  note: "của tôi",
  answers: [{ value: "MET", note: "" }],
  revision: "2",
  banDaXem: '{"revision":"1"}',
  khac: [
    { lay: '{"note":"hiện nay"}', giu: giu[0] },
    { lay: '{"answers.0.value":"NOT_MET","answers.0.note":"vì sao"}', giu: giu[1] },
  ],
})

test("a form without a conflict stays as it is", () => {
  const form = { note: "a", revision: "1" }
  expect(withChosenLines(form)).toBe(form)
})

test("what stands now is taken where it was chosen, in lists too, and what was typed stays elsewhere", () => {
  expect(withChosenLines(sent(["cua-toi", "hien-nay"]))).toEqual({
    note: "của tôi",
    answers: [{ value: "NOT_MET", note: "vì sao" }],
    revision: "2",
  })
})

test("while a line is not settled the form stays one made on what was first seen", () => {
  expect(withChosenLines(sent(["hien-nay", undefined]))).toMatchObject({ note: "hiện nay", revision: "1" })
  expect(withChosenLines(sent(["gì đó", "cua-toi"]))).toMatchObject({ note: "của tôi", revision: "1" })
})

test.each(['{"x.90000000":"a"}', '{"__proto__.la":"a"}', "[1]", "không phải", '{"note":5}'])(
  "what no form of ours sends changes nothing: %s",
  (lay) => {
    const form = { note: "của tôi", khac: [{ lay, giu: "hien-nay" }] }
    expect(withChosenLines(form)).toEqual({ note: "của tôi" })
    expect({}).not.toHaveProperty("la")
  },
)
