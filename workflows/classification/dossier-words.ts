import { S, type TellingWords, words } from "./telling-words.ts"

const ORIGINAL = "(?:bản chính|bản gốc|bản giấy)"
/** An electronic copy does as well, or the original is only what the copy was made from. */
const ELECTRONIC_WILL_DO =
  /hoặc (?:nộp )?(?:biểu mẫu|bản|bản sao|dữ liệu|tệp|hồ sơ)[^.;\n]{0,15} ?(?:điện tử|số hóa)|(?:scan|chụp|quét|số hóa)[^.;\n]{0,20}từ bản|bản sao y bản|bản điện tử có giá trị/

/** A certified copy, which can be electronic, stands beside the copy that is compared with its original. */
const A_COPY_WILL_DO =
  /(?:chứng thực|công chứng|sao y|điện tử)[^.;\n]{0,120}hoặc|hoặc[^.;\n]{0,80}(?:chứng thực|công chứng|điện tử|sao y)/
/** Ways to choose from are no duty to take one of them. */
const A_CHOICE =
  /lựa chọn|một trong (?:các|những) (?:hình thức|cách)|(?:nộp|xuất trình|đính kèm)[^.;\n]{0,20} hoặc (?:nộp|xuất trình|đính kèm|gửi)/

/** What shows who somebody is is no paper of the dossier. */
const IDENTITY =
  "(?:hộ chiếu|thẻ|căn cước|chứng minh|giấy tờ tu[yỳ] thân|giấy tờ tùy thân|giấy giới thiệu|giấy ủy quyền|giấy thông hành|·)"
/** The old licence or its like goes back when the new one is given. */
const HANDED_BACK =
  "(?:thẻ|giấy (?:phép|chứng nhận|đăng ký|xác nhận|chứng minh)|bản chính|bản gốc|con dấu|chứng chỉ|sổ|biển|phù hiệu|chứng minh|chấp thuận|bằng)"

export const ORIGINALS: TellingWords[] = [
  {
    id: "original.at-collection",
    holding: ["nhận kết quả"],
    value: "Nộp, xuất trình bản chính khi nhận kết quả",
    in: ["STEPS", "METHODS", "PAPERS"],
    pattern: words([
      `nhận kết quả${S}{0,260}(?:nộp|xuất trình)(?! ${IDENTITY})${S}{0,30}(?:${ORIGINAL}|giấy tờ là thành phần)`,
      `nhận kết quả${S}{0,200} phải nộp (?:các )?giấy tờ`,
      `(?:nộp|xuất trình)${S}{0,60}${ORIGINAL}(?! ${IDENTITY})${S}{0,60}(?:khi|để|trước khi) nhận kết quả`,
    ]),
  },
  {
    id: "original.present",
    holding: ["xuất trình"],
    value: "Phải xuất trình bản chính để đối chiếu",
    in: ["STEPS", "METHODS"],
    pattern: words([`xuất trình(?! ${IDENTITY})${S}{0,30}(?:bản chính|bản gốc)`]),
    notTo: new RegExp(`^ ${IDENTITY}`, "u"),
    unless: new RegExp(`${A_CHOICE.source}|${A_COPY_WILL_DO.source}|${ELECTRONIC_WILL_DO.source}`),
    under: ["ALWAYS"],
  },
  {
    id: "original.hand-in",
    holding: ["nộp lại", "giao lại", "bản chính", "bản gốc", "bản giấy", "bưu chính"],
    value: "Phải nộp bản chính, bản giấy",
    in: ["STEPS", "METHODS", "PAPERS"],
    pattern: words([
      `(?:nộp|giao) lại ${HANDED_BACK}`,
      `(?:nộp|gửi)${S}{0,30}(?:trực tuyến|bản điện tử|qua mạng)${S}{0,160}(?:(?<!không |không cần )phải|trách nhiệm|sau đó)${S}{0,40}(?:gửi|nộp)${S}{0,40}(?:${ORIGINAL}|bưu chính)`,
      `nộp${S}{0,30}trực tuyến${S}{0,200} và gửi (?!bổ sung|kết quả|trả)${S}{0,80}qua (?:dịch vụ )?bưu (?:chính|điện)`,
    ]),
    unless: new RegExp(
      `${A_CHOICE.source}|${ELECTRONIC_WILL_DO.source}|không (?:phải|cần|yêu cầu)[^.;\n]{0,20}nộp lại|nộp lại hồ sơ`,
    ),
    under: ["ALWAYS"],
  },
]

/** Paper is for the time online filing is not ready, or it is what the online filing is worth as much as. */
const ONLY_WHILE_ONLINE_FAILS = /chưa hoàn thiện hạ tầng|gặp sự cố|giá trị pháp lý như/

export const ORIGINAL_HINTS: TellingWords[] = [
  {
    id: "original-hint.words",
    holding: [
      "xuất trình",
      "bản chính",
      "bản gốc",
      "bản giấy",
      "nộp lại",
      "giao lại",
      "công chứng",
      "chứng thực",
    ],
    hints: true,
    value: "Có nói đến bản chính, bản chứng thực, chưa rõ có áp dụng khi nộp trực tuyến không",
    in: ["STEPS", "METHODS"],
    pattern: words([
      `xuất trình(?: các| đầy đủ)? (?:giấy tờ(?! tu)|tài liệu|hồ sơ|chứng từ|bản)`,
      `(?:đối chiếu|kèm)${S}{0,30}(?:bản chính|bản gốc)`,
      "bản chính",
      "bản gốc",
      "(?:nộp|giao) lại (?:thẻ|giấy (?:phép|chứng nhận|đăng ký)|con dấu|chứng chỉ|sổ|biển|phù hiệu)",
      "công chứng",
      "chứng thực",
      `(?:hồ sơ|nộp|gửi)${S}{0,20}bản giấy`,
    ]),
    unless: new RegExp(`${A_CHOICE.source}|${ELECTRONIC_WILL_DO.source}|${ONLY_WHILE_ONLINE_FAILS.source}`),
    under: ["ALWAYS", "SOMETIMES"],
  },
  {
    id: "original-hint.papers",
    holding: ["bản chính", "bản gốc", "bản giấy"],
    hints: true,
    value: "Giấy tờ có nói đến bản chính để đối chiếu",
    in: ["PAPERS"],
    pattern: words([`xuất trình${S}{0,40}(?:bản chính|bản gốc)`, `${ORIGINAL}${S}{0,20}đối chiếu`]),
    unless: A_COPY_WILL_DO,
    under: ["ALWAYS", "SOMETIMES"],
  },
]
