import type { Clause } from "./clause.ts"

/**
 * Of whom a clause speaks: of every dossier, of those only where something turns out to be so, or of those filed on paper.
 */
export type Condition = "ALWAYS" | "SOMETIMES" | "ON_PAPER"

/** Left to whoever handles the dossier, or done when the result is long given. */
const IF_NEEDED =
  /(?:nếu|khi|trường h[ợơ]p|xét) (?:thấy )?(?:cần|xét thấy cần)|cần thiết|có thể (?:tiến hành|tổ chức|thực hiện|kiểm tra|thành lập|khảo sát|xác minh|đi|yêu cầu|được|mời|lấy)|nếu có|\(nếu|đột xuất|hậu kiểm|(?:dấu hiệu|nghi vấn|nghi ngờ|rủi ro|khiếu nại|tố cáo)|sau khi (?:được )?cấp (?:giấy|phép)/u
/** The ordinary course: a dossier in order is no special case. */
const IN_ORDER =
  /(?<!không |chưa |không đủ |chưa được )(?:hợp lệ|đầy đủ|đủ (?:điều kiện|thành phần|hồ sơ|giấy tờ)|đạt yêu cầu|đúng quy định|đáp ứng|phù hợp|chấp thuận|đồng ý)|không (?:có yêu cầu|phải|cần) (?:sửa đổi|bổ sung)/u
const OUT_OF_ORDER =
  /(?:không|chưa)(?: được| đủ| đảm bảo)? (?:hợp lệ|đầy đủ|đủ|đạt|đúng|đáp ứng|phù hợp|thống nhất|rõ|chính xác)/u
/** A case opens: the words up to the next comma or "thì" name it. */
const CASE = /(?:trường hợp|nếu|đối với|riêng|trong trường hợp)\s([^,:;]{0,160}?)(?=,|:|;| thì |$)/gu
/** What the verb governs may be named a case as well: "kiểm tra thực địa đối với thửa đất …". */
const CASE_AFTER =
  /^(?:[^,;]{0,120}?\s(?:đối với (?:hồ sơ|nơi)|trường hợp|nếu|khi (?:cần|có|phát hiện))|[^;]{0,200}?\s(?:đối với|trong) (?:các )?trường hợp)\s([^,;]{0,120})/u
/** One of two ways, or a visit that is only named: its time, its cost, its result. */
const NOT_ORDERED =
  /(?:hoặc|thời gian|thời hạn|chi phí|phí|kinh phí|kết quả|lịch)(?: tiến hành| thực hiện| tổ chức)? $/u
const ONLINE = /trực tuyến|điện tử|số hóa|qua mạng|cổng dịch vụ/u
const PAPER =
  /(?:nộp|gửi|đến|tiếp nhận|giao dịch|hồ sơ|khai)[^,;:]{0,40}(?:trực tiếp|bản giấy|bằng giấy|văn bản giấy|hồ sơ giấy|tờ khai[^,;:]{0,20}giấy|bưu chính|bưu điện)|^[^a-z]*(?:nộp )?(?:hồ sơ )?(?:trực tiếp|qua (?:dịch vụ )?bưu (?:chính|điện))[^,;]{0,60}:$/u
/** "khi đến nộp hồ sơ …" is of those who come. */
const COMES_TO_FILE = /(?:khi|lúc)(?: đến| trực tiếp)+ nộp|nghi vấn|nghi ngờ|quy định liên quan đến việc nộp/u

/** Under which condition a clause holds, by its sentence and by the headings of the list it stands in. */
export const conditionOf = (clause: Clause): Condition => {
  const headings = clause.headings()
  const cases = [...headings.flatMap(casesIn), ...casesIn(clause.before + clause.words)]
  const after = CASE_AFTER.exec(clause.after)?.[1]
  const all = after === undefined ? cases : [...cases, after]
  if (COMES_TO_FILE.test(clause.before) || headings.some((one) => PAPER.test(one) && !ONLINE.test(one)))
    return "ON_PAPER"
  if (all.some((one) => PAPER.test(`nộp ${one}`) && PAPER.test(one) && !ONLINE.test(one))) return "ON_PAPER"
  if (NOT_ORDERED.test(clause.before)) return "SOMETIMES"
  if (IF_NEEDED.test(nearOf(clause)) || headings.some((one) => IF_NEEDED.test(one))) return "SOMETIMES"
  // Who files online is whom the level is about.
  if (all.some((one) => ONLINE.test(one))) return "ALWAYS"
  return all.some((one) => OUT_OF_ORDER.test(one) || !IN_ORDER.test(one)) ? "SOMETIMES" : "ALWAYS"
}

const casesIn = (text: string): string[] => [...text.matchAll(CASE)].map((match) => match[1] ?? "")

/** How far "nếu cần" reaches, in characters. */
const REACH = 220
const nearOf = ({ before, sentence, after }: Clause): string =>
  sentence.slice(Math.max(0, before.length - REACH), sentence.length - after.length + REACH)
