import { expect, test } from "vitest"
import { trailerEntries } from "#workflows/pdf-file/trailer-entries.ts"

const read = (text: string) => {
  const found = trailerEntries(text, 0)
  return found && Object.fromEntries(found.entries)
}

test("a trailer is read as it is written, whatever its values hold", () => {
  const text =
    "<</Size 12/Root 3 0 R /ID[<0a><0b>]/S(a\\)(/Prev 1)b)/D<</Prev 9/X[1 [2]/N]>> /T/Name /Prev 77>>"
  expect(read(text)).toEqual({
    Size: "12",
    Root: "3 0 R",
    ID: "[<0a><0b>]",
    S: "(a\\)(/Prev 1)b)",
    D: "<</Prev 9/X[1 [2]/N]>>",
    T: "/Name",
    Prev: "77",
  })
  expect(trailerEntries(`${text}\nstartxref`, 0)?.end).toBe(text.length)
})

test.each([
  ["a name that stands twice", "<</Prev 1/Prev 2>>"],
  ["a name in disguise", "<</#50rev 1>>"],
  ["a comment", "<</Size 1 %/Prev 2\n/Prev 3>>"],
  ["a name that stands twice further in", "<</D<</A 1/A 2>>>>"],
  ["no end", "<</Prev 1"],
  ["a string without an end", "<</S(a/Prev 1>>"],
  ["an array without an end", "<</A[1 2/Prev 1>>"],
  ["a value without a name", "<<1/Prev 2>>"],
  ["no dictionary", "[/Prev 1]"],
])("a trailer with %s is not taken", (_what, text) => {
  expect(read(text)).toBeNull()
})
