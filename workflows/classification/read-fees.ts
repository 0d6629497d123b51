import type { Procedure } from "#models/procedure/procedure.ts"
import type { EvidenceFact } from "#models/registration/registration.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { quoteAround } from "./passages.ts"

const SOURCE = "Phí, lệ phí"
/** "Không", "Không có", "Không thu phí", "Miễn phí": said to be none. */
const NONE =
  /^\W*(?:không(?: (?:có|thu|quy định|phải nộp|áp dụng|mất))?(?: (?:phí|lệ phí|phí, lệ phí|phí và lệ phí))?|miễn(?: phí| lệ phí)?|0(?: đồng| đ| vnđ)?)\W*$/iu
const CASH_ONLY = /tiền mặt/iu

/** Whether anything is to be paid: a fee of an amount or in words, none by the record's own words, or not said at all. */
export const readFees = (procedure: Procedure): EvidenceFact[] => {
  // A row without amount and words says nothing of what is to be paid.
  const fees = procedure.submissionMethods
    .flatMap((method) => method.fees)
    .filter(({ amount, text }) => amount !== null || text.trim() !== "")
  if (fees.length === 0)
    return [{ id: "fee.unstated", value: "Bản ghi không ghi phí, lệ phí", quote: "", source: SOURCE }]
  const due = fees.find((fee) => (fee.amount ?? 0) > 0 || (fee.text !== "" && !NONE.test(fee.text)))
  if (!due)
    return [{ id: "fee.none", value: "Không thu phí, lệ phí", quote: fees[0]?.text ?? "", source: SOURCE }]
  const value = due.amount ? `Thu ${formatNumber(due.amount)} đồng` : "Có thu phí, lệ phí"
  const facts = [{ id: "fee.due", value, quote: quoteAround(due.text, 0, 1), source: SOURCE }]
  const cash = fees.find((fee) => CASH_ONLY.test(fee.text))
  if (cash)
    facts.push({
      id: "payment.cash",
      value: "Nộp bằng tiền mặt",
      quote: quoteAround(cash.text, cash.text.search(CASH_ONLY), cash.text.search(CASH_ONLY) + 1),
      source: SOURCE,
    })
  return facts
}
