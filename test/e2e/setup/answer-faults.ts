import type { RawAnswer } from "./send-raw.ts"

/** What a visitor reads of a page. */
const visibleText = (html: string): string =>
  html
    .replace(/<(script|style|title|head)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")

/** What keeps an answer from being a refusal of ours: of the 4xx, in Vietnamese, guarded, and in a frame where it is a page. */
export const refusalFaults = (answer: RawAnswer, { isPage = true } = {}): string[] => {
  const { status, headers, text } = answer
  const seen = visibleText(text)
  const faults: string[] = []
  if (status < 400 || status >= 500) faults.push(`answers ${status}`)
  if (!headers["content-security-policy"] || headers["x-content-type-options"] !== "nosniff")
    faults.push("has no security headers")
  if (
    !/[ăâđêôơưạảấầếềểệỉịọỏốồộớờợụủứừựỳỹ]/i.test(seen) ||
    /error|invalid|forbidden|not found|bad request/i.test(seen)
  )
    faults.push(`does not speak Vietnamese: ${seen.slice(0, 200)}`)
  if (!isPage) return faults
  if (!headers["content-type"]?.startsWith("text/html") || !/<main[^>]* id="noi-dung"/.test(text))
    faults.push(`stands in no frame: ${seen.slice(0, 200)}`)
  if (!/Dành cho cán bộ|Việc của tôi/.test(seen)) faults.push("leads nowhere")
  return faults
}
