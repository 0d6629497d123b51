import type { Label } from "./label.ts"
import { sentencesOf } from "./sentences.ts"

/** What stands at a label's place in the portal's own record, or null where nothing does. */
export const wordsAt = (record: unknown, { path, sentenceNo }: Pick<Label, "path" | "sentenceNo">) => {
  const found = path
    .replace(/\[(\d+)\]/g, ".$1")
    .split(".")
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | null | undefined)?.[key], record)
  if (found === null || found === undefined || found === "") return null
  if (sentenceNo === 0) return typeof found === "string" ? found : JSON.stringify(found)
  return typeof found === "string" && sentenceNo !== null
    ? (sentencesOf(found)[sentenceNo - 1] ?? null)
    : null
}
