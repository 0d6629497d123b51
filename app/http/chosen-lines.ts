import { set } from "react-hook-form"
import { areReasonable } from "./field-names.ts"

/** Names of what `ConflictNotice` adds to a refused form. */
export const CHOSEN = { lines: "khac", made: "banDaXem", keep: "giu", take: "lay" } as const

/**
 * A form sent again after a conflict: where «Lấy hiện nay» was chosen, its fields hold what stands now. While a line is not settled
 * the form stays one made on what was first seen, so that it is refused again with what still differs.
 */
export const withChosenLines = (fields: Record<string, unknown>): Record<string, unknown> => {
  const { [CHOSEN.lines]: lines, [CHOSEN.made]: made, ...form } = fields
  if (!Array.isArray(lines)) return fields
  let isSettled = true
  for (const line of lines) {
    const choice = field(line, CHOSEN.keep)
    if (choice === "hien-nay") put(form, field(line, CHOSEN.take))
    else if (choice !== "cua-toi") isSettled = false
  }
  if (!isSettled) put(form, made)
  return form
}

const field = (line: unknown, name: string): unknown =>
  typeof line === "object" && line !== null ? (line as Record<string, unknown>)[name] : undefined

/** Puts fields, written as one text, where a form has them; what is no such text changes nothing. */
function put(form: Record<string, unknown>, text: unknown): void {
  const fields = readFields(text)
  if (!fields || !areReasonable(Object.keys(fields))) return
  for (const [name, value] of Object.entries(fields))
    if (typeof value === "string") set(form, name, value.normalize("NFC"))
}

function readFields(text: unknown): Record<string, unknown> | null {
  if (typeof text !== "string") return null
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === "object" && read !== null && !Array.isArray(read)
      ? (read as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}
