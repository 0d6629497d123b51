import { S, type TellingWords, words } from "./telling-words.ts"

/** Said only of those who choose the counter: no barrier to filing online. */
const AT_THE_COUNTER_ONLY = new RegExp(
  `(?:nếu|trường hợp|đối với|khi|hình thức|hồ sơ)${S}{0,40}(?:nộp|gửi)${S}{0,25}trực tiếp|khi đến nộp|nghi vấn|nghi ngờ|quy định liên quan đến việc nộp`,
)

const ORIGINAL = "(?:bản chính|bản gốc|bản giấy)"
/** An electronic copy does as well, or the original is only what the copy was made from. */
const ELECTRONIC_WILL_DO =
  /hoặc (?:nộp )?(?:biểu mẫu|bản|bản sao|dữ liệu|tệp|hồ sơ)[^.;\n]{0,15} ?(?:điện tử|số hóa)|(?:scan|chụp|quét|số hóa)[^.;\n]{0,20}từ bản|bản sao y bản|bản điện tử có giá trị/

/** A certified copy, which can be electronic, stands beside the copy that is compared with its original. */
const A_COPY_WILL_DO =
  /(?:chứng thực|công chứng|sao y|điện tử)[^.;\n]{0,120}hoặc|hoặc[^.;\n]{0,80}(?:chứng thực|công chứng|điện tử)/

export const ORIGINALS: TellingWords[] = [
  {
    id: "original.at-collection",
    value: "Nộp, xuất trình bản chính khi nhận kết quả",
    in: ["STEPS", "METHODS"],
    pattern: words([
      `nhận kết quả${S}{0,80}(?:nộp|xuất trình)${S}{0,40}(?:${ORIGINAL}|giấy tờ)`,
      `(?:nộp|xuất trình)${S}{0,60}${ORIGINAL}${S}{0,60}(?:khi|để|trước khi) nhận kết quả`,
    ]),
  },
  {
    id: "original.present",
    value: "Phải xuất trình bản chính để đối chiếu",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "(?<!sản |đề )xuất trình",
      `đối chiếu${S}{0,30}(?:bản chính|bản gốc)`,
      `${ORIGINAL}${S}{0,40}đối chiếu`,
    ]),
    unless: AT_THE_COUNTER_ONLY,
  },
  {
    id: "original.hand-in",
    value: "Phải nộp bản chính, bản giấy",
    in: ["STEPS", "METHODS"],
    pattern: words([
      `(?:nộp|gửi|giao)(?: lại)? ${S}{0,60}${ORIGINAL}`,
      "nộp lại (?:thẻ|giấy|bản|con dấu|chứng chỉ|sổ|biển|phù hiệu|chứng minh)",
    ]),
    unless: new RegExp(`${AT_THE_COUNTER_ONLY.source}|${ELECTRONIC_WILL_DO.source}|(?:trả|nhận) kết quả`),
  },
]

/** A notary's office or the law on notaries is no notarised paper. */
const NOTARY_OFFICE = "(?:phòng|luật|nghề|viên|tổ chức) "

/** Paper is for the time online filing is not ready, or it is what the online filing is worth as much as. */
const ONLY_WHILE_ONLINE_FAILS = /chưa hoàn thiện hạ tầng|gặp sự cố|giá trị pháp lý như/

export const ORIGINAL_HINTS: TellingWords[] = [
  {
    id: "original-hint.words",
    hints: true,
    value: "Có nói đến bản chính, bản chứng thực, chưa rõ có áp dụng khi nộp trực tuyến không",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "(?<!sản |đề )xuất trình",
      "bản chính",
      "bản gốc",
      `(?<!${NOTARY_OFFICE})công chứng(?! viên)`,
      "chứng thực(?! hợp đồng điện tử)",
      `(?:hồ sơ|nộp|gửi)${S}{0,20}bản giấy`,
    ]),
    unless: new RegExp(`${ELECTRONIC_WILL_DO.source}|${ONLY_WHILE_ONLINE_FAILS.source}`),
  },
  {
    id: "original-hint.papers",
    hints: true,
    value: "Giấy tờ có nói đến bản chính để đối chiếu",
    in: ["PAPERS"],
    pattern: /(?<!sản |đề )xuất trình|đối chiếu/gu,
    unless: new RegExp(`${AT_THE_COUNTER_ONLY.source}|${A_COPY_WILL_DO.source}`),
  },
]
