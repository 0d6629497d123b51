import type { Procedure } from "#models/procedure/procedure.ts"
import type { EvidenceFact } from "#models/registration/registration.ts"

/** A text cut in the middle: three dots, a comma, or words that want more. */
const CUT =
  /(?:…|\.{3}|\[\.*\]|,|(?<!\p{L})(?:và|hoặc|của|theo|tại|cho|với|để|các|những|là|từ|do|bởi|về|trong|được|có))\s*$/iu
/** It sends the reader elsewhere instead of telling. */
const ELSEWHERE =
  /(?:xem|chi tiết)(?: chi tiết)?(?: tại| trong| theo)?[^.\n]{0,20}(?:đính kèm|kèm theo|phụ lục|tệp|file)|(?:nội dung|quy trình)[^.\n]{0,20} kèm theo$/iu
/** Fewer words than this are a summary of a course, in characters. */
const LEAST_TOLD = 200

/** Whether the words of the record are whole: a course in a line or two, a text that breaks off, or one that tells elsewhere is not. */
export const readShortened = (procedure: Procedure): EvidenceFact[] => {
  const steps = procedure.cases.flatMap((one) => one.steps)
  const texts = steps.map(({ text }) => text.trim()).filter((text) => text !== "")
  const length = steps.reduce((sum, { name, text }) => sum + name.length + text.length, 0)
  const found =
    texts.some((text) => CUT.test(text)) || CUT.test(procedure.requirements.trim())
      ? "Lời văn bị cắt giữa chừng"
      : texts.some((text) => ELSEWHERE.test(text))
        ? "Trình tự dẫn sang tài liệu khác"
        : length < LEAST_TOLD
          ? "Trình tự chỉ tóm tắt"
          : ""
  return found === ""
    ? []
    : [{ id: "texts.shortened", value: found, quote: "", source: "Trình tự thực hiện" }]
}
