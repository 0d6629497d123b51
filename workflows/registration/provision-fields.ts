import { z } from "zod"
import { type Citation, citationText, parseCitation } from "#models/legal-basis/citation.ts"

/** "Điều 18", "18" and " 18 " are one answer. */
const place = (word: string, shape: RegExp, message: string) =>
  z.preprocess(
    (value) =>
      typeof value === "string" ? value.replace(new RegExp(`^\\s*${word}\\s*`, "iu"), "").trim() : value,
    z.string().regex(shape, message).default(""),
  )

/** Where in the chosen act the provision stands, as its form sends it; empty where it is not said. */
export const ProvisionFields = {
  article: place("điều", /^(?:\d{1,3}[a-zđ]?)?$/iu, "Ghi số điều, ví dụ 18 hoặc 7a."),
  clause: place("khoản", /^(?:\d{1,3}[a-zđ]?)?$/iu, "Ghi số khoản, ví dụ 1."),
  point: place("điểm", /^(?:[a-zđ]\d?)?$/iu, "Ghi một chữ cái của điểm, ví dụ đ."),
}

type Typed = { citation: string } & Partial<Pick<Citation, "article" | "clause" | "point">>

/** The citation a form's four fields say. One text with its article in it, as sheets and earlier forms send it, stays as it is. */
export const citationTyped = ({ citation, article = "", clause = "", point = "" }: Typed): string =>
  article === ""
    ? citation
    : citationText({ act: parseCitation(citation)?.act ?? "", article, clause, point })

/** A kept citation as the form's fields: what the act's list, then the three places show. */
export const citationFields = (citation: string): Citation => {
  const parsed = parseCitation(citation)
  return parsed ?? { act: "", article: "", clause: "", point: "" }
}
