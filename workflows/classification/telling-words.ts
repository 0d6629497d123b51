import type { PassageKind } from "./passages.ts"

/**
 * Words of a record that speak to a criterion. FIRM words say it outright; LOOSE words only hint, so the officer is asked to
 * look. Patterns run over lower-case NFC text; `[^.;\n]` keeps a pattern inside one sentence.
 */
export type TellingWords = {
  id: string
  value: string
  in: PassageKind[]
  pattern: RegExp
  /** The sentence says the opposite, or speaks of someone else. */
  unless?: RegExp
  /** The sentence must also say this. */
  only?: RegExp
}

const S = "[^.;\\n]"
const words = (parts: string[]): RegExp => new RegExp(parts.join("|"), "gu")

/** "không phải có mặt", "không yêu cầu xuất trình": what stands right before the words turns them round. */
export const NEGATED =
  /(?:không|chưa|miễn)(?: bị)?(?: (?:phải|cần|yêu cầu|bắt buộc|đòi hỏi|nhất thiết|được yêu cầu))*(?: (?:người|tổ chức|cá nhân|công dân|doanh nghiệp|trực tiếp|nộp|đến|tới|hay|hoặc|tiến hành|thực hiện|tổ chức|,))*\s*$/

/** Said only of those who choose the counter: no barrier to filing online. */
const AT_THE_COUNTER_ONLY = new RegExp(
  `(?:nếu|trường hợp|đối với|khi|hình thức|hồ sơ)${S}{0,40}(?:nộp|gửi)${S}{0,25}trực tiếp|khi đến nộp|nghi vấn|nghi ngờ|quy định liên quan đến việc nộp`,
)

export const PRESENCE: TellingWords[] = [
  {
    id: "presence.required",
    value: "Người thực hiện phải có mặt",
    in: ["STEPS", "METHODS", "REQUIREMENTS"],
    pattern: words([
      "(?:trực tiếp|phải|đích thân|bắt buộc|yêu cầu|cùng|các bên) có mặt",
      "có mặt (?:tại|để|khi|trực tiếp|theo)",
      "phải (?:trực tiếp|đích thân) (?:đến|tới|ký|nhận|thực hiện|lên)",
      "đích thân",
      "(?:ký|điểm chỉ)(?: tên)?(?: vào)? ?trước mặt",
      "trước mặt (?:công chứng viên|người|cán bộ|công chức|viên chức)",
      `(?:ký|điểm chỉ)(?: tên)? vào sổ`,
    ]),
    unless: /không có mặt|vắng mặt|chưa có mặt|hàng hóa có mặt|có mặt trên thị trường|số có mặt/,
  },
  {
    id: "presence.interview",
    value: "Phỏng vấn người thực hiện",
    in: ["STEPS", "REQUIREMENTS"],
    pattern: /phỏng vấn/g,
    unless: /trực tuyến/,
  },
  {
    id: "presence.examination",
    value: "Thi, sát hạch",
    in: ["STEPS"],
    pattern: words([
      "sát hạch",
      "(?:tham dự|tham gia|dự|tổ chức|tham gia dự)(?: kỳ)? (?:thi|kiểm tra sát hạch)(?= |,|$)",
      "(?:bài|kỳ) (?:thi|kiểm tra) (?:lý thuyết|thực hành|sát hạch|đánh giá năng lực)",
      "bốc thăm",
    ]),
    unless: /tổ chức thi (?:hành|công|đấu|đua)|thi hành|thi công/,
  },
  {
    id: "presence.biometrics",
    value: "Lấy dấu vân tay, chụp ảnh",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "vân tay",
      "lăn tay",
      "sinh trắc",
      "mống mắt",
      "chụp ảnh (?:chân dung|khuôn mặt|trực tiếp|tại|thu nhận|người)",
      "thu nhận ảnh",
    ]),
  },
  {
    id: "presence.bring",
    value: "Phải đưa vật, phương tiện đến cơ quan",
    in: ["STEPS"],
    pattern:
      /(?:đưa|mang|điều khiển) (?:xe|phương tiện|tàu|vũ khí|mẫu vật|hiện vật|đối tượng|trẻ em)(?: [^.;\n]{0,30})? (?:đến|tới)/g,
  },
]

/** Done only where it turns out to be needed, or afterwards: not part of every case. */
const ONLY_IF_NEEDED =
  /nếu (?:cần|thấy cần)|(?:trường hợp|khi) (?:thấy )?(?:cần|nghi|có dấu hiệu|phát hiện)|có thể (?:tiến hành|tổ chức|thực hiện|kiểm tra|thành lập|khảo sát|xác minh|đi)|đột xuất|hậu kiểm|sau khi (?:được )?cấp (?:giấy|phép)/

const VISIT = "(?:kiểm tra|thẩm định|khảo sát|xác minh|đánh giá|thẩm tra|xem xét|kiểm định)"
const PLACE =
  "(?:thực tế|tại chỗ|tại (?:các )?cơ sở|tại nơi|tại trụ sở|tại địa điểm|tại kho|tại doanh nghiệp|tại công trình|tại nhà trường|trực tiếp tại)"

/** Checking papers is done at a desk. */
const NOT_ON_PAPER =
  "(?! (?:tính|hồ sơ|bộ hồ sơ|thành phần|nội dung|sự|các (?:thông tin|giấy tờ|nội dung|thành phần)|thông tin|việc|đầy đủ|theo quy định|danh mục|giấy tờ|trên|trong|chứng từ|và )|, (?:giải quyết|phê duyệt|tra cứu|xử lý))"

/** Places where the record says someone must go and look. */
const ON_SITE_PATTERNS: Omit<TellingWords, "in">[] = [
  {
    id: "onsite.verification",
    value: "Kiểm tra, xác minh tại hiện trường",
    pattern: words(["thực địa", "hiện trường", `${VISIT}(?: ${S}{0,40})? ${PLACE}(?![\\p{L}])`]),
  },
  {
    id: "onsite.team",
    value: "Đoàn kiểm tra, đánh giá",
    pattern:
      /(?:đoàn|tổ) (?:kiểm tra|đánh giá|thẩm định|khảo sát|xác minh|giám định|thẩm tra|công tác liên ngành|liên ngành)/gu,
  },
  {
    id: "onsite.inspection",
    value: "Tổ chức kiểm tra, thẩm tra, xác minh (không phải trên hồ sơ)",
    pattern: words([
      `(?:tiến hành|tổ chức)(?: việc)? (?:kiểm tra|thẩm tra|xác minh)(?:, (?:thẩm tra|xác minh|đánh giá))?${NOT_ON_PAPER}`,
      `thực hiện(?: việc)? (?:thẩm tra|xác minh|kiểm tra điều kiện)${NOT_ON_PAPER}`,
      `(?<!giấy |yêu cầu |kết quả |biên bản )xác minh${NOT_ON_PAPER}`,
      `(?:tổ chức )?(?:thẩm định|đánh giá|kiểm tra)(?: về)?(?: các)? (?:điều kiện (?:thực tế|cơ sở vật chất)|cơ sở vật chất|năng lực thực tế|hiện trạng)`,
    ]),
  },
  {
    id: "onsite.survey",
    value: "Đo đạc, bàn giao trên thực địa",
    pattern:
      /đo đạc|trích đo|đo vẽ|cắm mốc|bàn giao (?:đất|mốc|mặt bằng|tài sản|hiện vật|hiện trạng)|lấy mẫu/gu,
  },
  {
    id: "onsite.minutes",
    value: "Lập biên bản kiểm tra, xác minh",
    pattern:
      /biên bản (?:kiểm tra|thẩm định|khảo sát|xác minh|đánh giá|làm việc|giao nhận|bàn giao|kiểm đếm)|lập biên bản/gu,
  },
]

export const ON_SITE: TellingWords[] = ON_SITE_PATTERNS.map((one) => ({
  ...one,
  in: ["STEPS", "METHODS"],
  unless: ONLY_IF_NEEDED,
}))

export const ON_SITE_HINTS: TellingWords[] = [
  ...ON_SITE_PATTERNS.map((one) => ({
    ...one,
    id: `onsite-hint.${one.id.slice("onsite.".length)}`,
    value: `${one.value}, nếu cần`,
    in: ["STEPS", "METHODS"] as PassageKind[],
    only: ONLY_IF_NEEDED,
  })),
  {
    id: "onsite-hint.words",
    value: "Có nói đến kiểm tra, xác minh, chưa rõ có đến hiện trường không",
    in: ["STEPS", "METHODS"],
    pattern: /(?:tiến hành|tổ chức|phải) (?:kiểm tra|thẩm tra)|xác minh|kiểm tra các điều kiện/gu,
  },
  {
    id: "onsite-hint.appraisal",
    value: "Có tổ chức thẩm định, đánh giá, chưa rõ có đến hiện trường không",
    in: ["STEPS", "METHODS"],
    pattern: /tổ chức (?:thẩm định|đánh giá|họp)|hội đồng thẩm định/gu,
  },
]

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

export const ORIGINAL_HINTS: TellingWords[] = [
  {
    id: "original-hint.words",
    value: "Có nói đến bản chính, chưa rõ có áp dụng khi nộp trực tuyến không",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "(?<!sản |đề )xuất trình",
      "bản chính",
      "bản gốc",
      "(?:công chứng|chứng thực)",
      `(?:hồ sơ|nộp|gửi)${S}{0,20}bản giấy`,
    ]),
    unless: ELECTRONIC_WILL_DO,
  },
  {
    id: "original-hint.papers",
    value: "Giấy tờ có nói đến bản chính để đối chiếu",
    in: ["PAPERS"],
    pattern: /(?<!sản |đề )xuất trình|đối chiếu/gu,
    unless: new RegExp(`${AT_THE_COUNTER_ONLY.source}|${A_COPY_WILL_DO.source}`),
  },
]

export const ELECTRONIC: TellingWords[] = [
  {
    id: "electronic.handling",
    value: "Tiếp nhận, giải quyết bằng phương tiện điện tử",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "phương (?:tiện|thức) điện tử",
      "môi trường (?:điện tử|mạng|số)",
      "giao dịch điện tử",
      "dữ liệu điện tử",
      "hồ sơ điện tử",
      "bản điện tử",
      "kết quả điện tử",
      "hệ thống (?:xử lý|tự động)",
      "tự động (?:tiếp nhận|kiểm tra|xử lý|cấp|gửi|thông báo|phản hồi)",
      `(?:gửi|trả) (?:thông báo|kết quả)${S}{0,40}(?:hệ thống|điện tử|tài khoản)`,
      "(?:đăng nhập|truy cập) (?:vào )?(?:hệ thống|cổng|tài khoản|trang|địa chỉ)",
      "ký số",
      "chữ ký số",
      "toàn trình",
      `(?:nộp|gửi|thực hiện)${S}{0,60}(?:trực tuyến|trên|qua|tại)${S}{0,60}(?:https?://|dichvucong)`,
    ]),
    unless: /không (?:thể )?(?:thực hiện|giải quyết)[^.;\n]{0,20}điện tử/,
  },
]

export const SIGNATURE: TellingWords[] = [
  {
    id: "signature.digital",
    value: "Có ký số",
    in: ["STEPS", "METHODS", "PAPERS"],
    pattern: /chữ ký số|ký số|chữ ký điện tử/g,
  },
]

export const ONLINE_WORDS: TellingWords[] = [
  {
    id: "online.words",
    value: "Lời văn có nói nộp trực tuyến",
    in: ["STEPS", "METHODS"],
    pattern: words([
      `nộp${S}{0,80}(?:trực tuyến|cổng dịch vụ công|qua mạng|môi trường điện tử)`,
      "dichvucong",
    ]),
  },
]

export const PAYMENT: TellingWords[] = [
  {
    id: "payment.online",
    value: "Thanh toán trực tuyến được",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "thanh toán trực tuyến",
      "thanh toán điện tử",
      `(?:nộp|thanh toán|thu)${S}{0,30}(?:phí|lệ phí|nghĩa vụ tài chính|tiền)${S}{0,80}(?:trực tuyến|chuyển khoản|cổng dịch vụ công|qua mạng|điện tử|ngân hàng)`,
    ]),
  },
]

export const RESULT: TellingWords[] = [
  {
    id: "result.remote",
    value: "Trả kết quả trực tuyến hoặc qua bưu chính",
    in: ["STEPS", "METHODS"],
    pattern: words([
      `(?:trả|gửi|nhận|chuyển)${S}{0,20}kết quả${S}{0,100}(?:trực tuyến|bưu chính|bưu điện|điện tử|cổng dịch vụ công)`,
      `kết quả${S}{0,40}(?:bản điện tử|kết quả điện tử)`,
    ]),
  },
  {
    id: "result.counter",
    value: "Đến nơi nộp hồ sơ nhận kết quả",
    in: ["STEPS", "METHODS"],
    pattern: words([
      `(?:đến|tới)${S}{0,60}(?:để )?nhận kết quả`,
      `nhận kết quả${S}{0,30}(?:trực tiếp|tại (?:bộ phận|trung tâm|cơ quan|nơi|văn phòng|sở|ủy ban|ubnd))`,
      "(?:phiếu|giấy) (?:biên nhận|hẹn)[^.;\\n]{0,40}(?:đến|tới|nhận)",
    ]),
  },
]
