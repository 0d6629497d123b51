import { expect, test } from "vitest"
import { certaintyOf } from "#workflows/classification/fact-certainty.ts"
import { TELLING_WORDS } from "#workflows/classification/facts.ts"

const aFact = { id: "presence.required", value: "", quote: "phải có mặt", source: "Trình tự thực hiện" }

test("a fact is as sure as the way it came to be known", () => {
  expect(certaintyOf(aFact)).toBe("READ")
  expect(certaintyOf({ ...aFact, id: "channel.online", quote: "" })).toBe("MARKED")
  expect(certaintyOf({ ...aFact, id: "online.words" })).toBe("HINTED")
  expect(certaintyOf({ ...aFact, id: "result.counter", source: "Đính chính của Lê Thị B" })).toBe("STATED")
})

test("every fact that is named a hint only hints", () => {
  const named = TELLING_WORDS.filter(({ id }) => id.includes("-hint."))
  expect(named.length).toBeGreaterThan(4)
  for (const { id } of named) expect(certaintyOf({ ...aFact, id }), id).toBe("HINTED")
})
