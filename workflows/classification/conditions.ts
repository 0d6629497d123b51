import type { Clause } from "./clause.ts"

/**
 * Of whom a clause speaks: of every dossier, of those only where something turns out to be so, or of those filed on paper.
 */
export type Condition = "ALWAYS" | "SOMETIMES" | "ON_PAPER"

/** Left to whoever handles the dossier, or done when the result is long given. */
const IF_NEEDED =
  /(?:nếu|khi|trường h[ợơ]p|xét) (?:thấy )?(?:cần|xét thấy cần)|cần thiết|có thể (?:tiến hành|tổ chức|thực hiện|kiểm tra|thành lập|khảo sát|xác minh|đi|yêu cầu|được|mời|lấy)|nếu có|\(nếu|đột xuất|hậu kiểm|(?:dấu hiệu|nghi vấn|nghi ngờ|rủi ro|khiếu nại|tố cáo)|sau khi (?:được )?cấp (?:giấy|phép)/u
/** "Khi cần thiết, lấy ý kiến; kiểm tra thực địa": what opens a row of acts holds for all of it. */
const OPENS_IF_NEEDED = /^[^\p{L}]*(?:[a-zđ][).]\s)?(?:trong )?(?:trường hợp|khi|nếu)(?: xét)?(?: thấy)? cần/u
/** The ordinary course: a dossier in order is no special case. */
const IN_ORDER =
  /(?<!không |chưa |không đủ |chưa được )(?:hợp lệ|đầy đủ|đủ (?:điều kiện|thành phần|hồ sơ|giấy tờ)|đạt yêu cầu|đúng quy định|đáp ứng|phù hợp|chấp thuận|đồng ý)|không (?:có yêu cầu|phải|cần) (?:sửa đổi|bổ sung)/u
const OUT_OF_ORDER =
  /(?:không|chưa)(?: được| đủ| đảm bảo)? (?:hợp lệ|đầy đủ|đủ|đạt|đúng|đáp ứng|phù hợp|thống nhất|rõ|chính xác)/u
/** A case opens: the words up to the next comma or "thì" name it. What is excepted ("trừ trường hợp") is none. */
const CASE =
  /(?<!trừ |trừ các |trừ những )(?:trường hợp|nếu|đối với|riêng|trong trường hợp)\s([^,:;]{0,400}?)(?=,|:|;| thì |$)/gu
/** "Khi hết thời hạn thì …" names one as well, unless it only says when in the course. */
const WHEN = /(?:^|[\s(])khi\s([^,:;]{3,120}?)\sthì\s/gu
const IN_COURSE = /nhận (?:được |đủ |đầy đủ )?(?:hồ sơ|kết quả)|nộp hồ sơ|tiếp nhận|làm thủ tục|đăng ký/u
/** What the verb governs may be named a case as well: "kiểm tra thực địa đối với thửa đất …". */
const CASE_AFTER =
  /^(?:[^,;]{0,120}?\s(?:đối với (?:hồ sơ|nơi)|(?<!trừ )trường hợp|nếu|khi (?:cần|có|phát hiện))|[^;]{0,200}?\s(?:đối với|trong) (?:các )?trường hợp)\s([^,;]{0,120})/u
/** Done to some of them only: "đối với lô hàng phải kiểm tra", "(áp dụng với trường hợp …)", "của người từ đủ 14 tuổi". */
const OF_SOME = new RegExp(
  [
    "^[^;.]{0,160}?áp dụng (?:đối )?với trường hợp",
    "^[^,;.]{0,120}?đối với (?:những |các )?(?:lô hàng|hàng h[oó][aá]|cơ sở|tổ chức|cá nhân|dự án|phương tiện|công trình|tàu|người|đối tượng)(?: \\p{L}+){0,4}? (?:phải|thuộc|chưa|không|có(?! nhu cầu| đơn| hồ sơ| yêu cầu))\\s",
    "^[^;.(]{0,100}?(?:của|cho|đối với) (?:người|công dân|trẻ em|học sinh)[^,;.(]{0,20} (?:từ đủ|từ|dưới|trên) \\d+ tuổi",
  ].join("|"),
  "u",
)
/** One of two ways, or a visit that is only named: its time, its cost, its result, who does it, where it is done. */
const NOT_ORDERED =
  /(?:hoặc|thời gian|thời hạn|chi phí|phí|kinh phí|kết quả|lịch)(?: tiến hành| thực hiện| tổ chức)? $|\sdo (?!đó|vậy|vì)[^,;.:]{3,60}$|nơi (?:cá nhân|người|thí sinh|tổ chức)[^,;.]{0,20} $/u
/** A paper of the dossier is named after it: "nộp biên bản kiểm tra thực tế". */
const NAMES_A_PAPER =
  /(?:nộp|gửi|kèm(?: theo)?|bản sao|bản chụp|bổ sung|cung cấp)[^,;.]{0,30}(?:biên bản|báo cáo|kết quả|quyết định|văn bản|phiếu)(?: [^\s,;.]+){0,2} $/u
/** It goes back to an act told elsewhere. */
const GOES_BACK =
  /(?:sau khi|kể từ khi|kể từ ngày|từ khi|từ ngày|theo|biên bản|việc|kết thúc)(?: (?:kết thúc|hoàn thành|có|tiến hành|tổ chức|thực hiện|việc))* $/u
const ONLINE = /trực tuyến|điện tử|số hóa|qua mạng|cổng dịch vụ/u
const PAPER =
  /(?:nộp|gửi|đến|tiếp nhận|giao dịch|hồ sơ|khai)[^,;:]{0,40}(?:trực tiếp|bản giấy|bằng giấy|văn bản giấy|hồ sơ giấy|tờ khai[^,;:]{0,20}giấy|bưu chính|bưu điện)|^[^a-z]*(?:nộp )?(?:hồ sơ )?(?:trực tiếp|qua (?:dịch vụ )?bưu (?:chính|điện))[^,;]{0,60}:$/u
/** Ways to choose from are no duty to take one of them. */
const CHOICE = /lựa chọn|một trong (?:các|những|hai|ba)/u
/** "khi đến nộp hồ sơ …" is of those who come. */
const COMES_TO_FILE = /(?:khi|lúc)(?: đến| trực tiếp)+ nộp|nghi vấn|nghi ngờ|quy định liên quan đến việc nộp/u

/** Under which condition a clause holds, by its sentence and by the headings of the list it stands in. */
export const conditionOf = (clause: Clause): Condition => {
  if (COMES_TO_FILE.test(clause.before) || clause.headings().some(isOfPaper)) return "ON_PAPER"
  const ofPaper = (one: string) => PAPER.test(`nộp ${one}`) && PAPER.test(one) && !ONLINE.test(one)
  if (casesOf(clause).some(ofPaper)) return "ON_PAPER"
  if (NOT_ORDERED.test(clause.before) || NAMES_A_PAPER.test(clause.before)) return "SOMETIMES"
  return isUnderACase(clause) ? "SOMETIMES" : "ALWAYS"
}

/** Whether the clause holds only where something turns out to be so, or is left to whoever handles the dossier. */
export const isUnderACase = (clause: Clause): boolean => {
  const headings = clause.headings()
  if (OF_SOME.test(clause.after) || headings.some((one) => CHOICE.test(one))) return true
  if (IF_NEEDED.test(nearOf(clause)) || headings.some((one) => IF_NEEDED.test(one))) return true
  if (OPENS_IF_NEEDED.test(clause.lead())) return true
  // Who files online is whom the level is about.
  const cases = casesOf(clause)
  return !cases.some((one) => ONLINE.test(one)) && cases.some(isSpecial)
}

function casesOf(clause: Clause): string[] {
  const cases = [...clause.headings().flatMap(casesIn), ...casesIn(clause.before + clause.words)]
  const after = CASE_AFTER.exec(clause.after)?.[1]
  return after === undefined ? cases : [...cases, after]
}

/** Under which condition a step stands by its name alone: "Trường hợp cấp lại", "Đối với hồ sơ nộp trực tiếp". */
export const conditionOfStep = (name: string): Condition => {
  const cases = CASE_OPENS.test(name) ? casesIn(name) : []
  if (cases.length === 0) return "ALWAYS"
  if (isOfPaper(name)) return "ON_PAPER"
  return cases.some((one) => !ONLINE.test(one) && isSpecial(one)) ? "SOMETIMES" : "ALWAYS"
}
const CASE_OPENS = /^[^\p{L}]*(?:[a-zđ]\d?[.)]\s*|\d+[.)]\s*)*(?:đối với|(?:trong )?trường hợp)\s/u

/** Whether the clause only goes back to an act, and so stands under the condition the act was told under. */
export const goesBack = ({ before }: Clause): boolean => GOES_BACK.test(before)

const isOfPaper = (heading: string): boolean => PAPER.test(heading) && !ONLINE.test(heading)
const isSpecial = (named: string): boolean => OUT_OF_ORDER.test(named) || !IN_ORDER.test(named)

const casesIn = (text: string): string[] => [
  ...[...text.matchAll(CASE)].map((match) => match[1] ?? ""),
  ...[...text.matchAll(WHEN)].flatMap(([, when = ""]) => (IN_COURSE.test(when) ? [] : [when])),
]

/** How far "nếu cần" reaches, in characters. */
const REACH = 220
const nearOf = ({ before, sentence, after }: Clause): string =>
  sentence.slice(Math.max(0, before.length - REACH), sentence.length - after.length + REACH)
