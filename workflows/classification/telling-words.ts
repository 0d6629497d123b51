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
}

const S = "[^.;\\n]"
const words = (parts: string[]): RegExp => new RegExp(parts.join("|"), "g")

/** "không phải có mặt", "không yêu cầu xuất trình": what stands right before the words turns them round. */
export const NEGATED =
  /(?:không|chưa|miễn)(?: bị)?(?: (?:phải|cần|yêu cầu|bắt buộc|đòi hỏi|nhất thiết|được yêu cầu))*(?: (?:người|tổ chức|cá nhân|công dân|doanh nghiệp|trực tiếp|nộp|đến|tới|hay|hoặc|tiến hành|thực hiện|tổ chức|,))*\s*$/

/** Said only of those who choose the counter: no barrier to filing online. */
const AT_THE_COUNTER_ONLY = new RegExp(
  `(?:nếu|trường hợp|đối với|khi|hình thức|hồ sơ)${S}{0,40}(?:nộp|gửi)${S}{0,25}trực tiếp`,
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

export const ON_SITE: TellingWords[] = [
  {
    id: "onsite.verification",
    value: "Kiểm tra, xác minh tại hiện trường",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "thực địa",
      "hiện trường",
      "(?:kiểm tra|thẩm định|khảo sát|xác minh|đánh giá|thẩm tra|xem xét|giám sát)(?: [^.;\\n]{0,40})? (?:thực tế|tại chỗ|tại cơ sở|tại nơi|tại trụ sở|tại địa điểm|tại kho|tại doanh nghiệp|tại công trình|tại đơn vị|tại địa phương|trực tiếp tại)(?= |,|\\)|$)",
    ]),
    unless:
      /không (?:phải |cần |tổ chức |tiến hành )*(?:kiểm tra|thẩm định|khảo sát|xác minh|đánh giá)[^.;\n]{0,20}(?:thực tế|thực địa|tại cơ sở|hiện trường)/,
  },
  {
    id: "onsite.team",
    value: "Đoàn kiểm tra, đánh giá",
    in: ["STEPS", "METHODS"],
    pattern:
      /(?:đoàn|tổ) (?:kiểm tra|đánh giá|thẩm định|khảo sát|xác minh|giám định|thẩm tra|công tác liên ngành|liên ngành)/g,
  },
  {
    id: "onsite.survey",
    value: "Đo đạc, bàn giao trên thực địa",
    in: ["STEPS", "METHODS"],
    pattern: /đo đạc|trích đo|đo vẽ|cắm mốc|bàn giao (?:đất|mốc|mặt bằng)|lấy mẫu/g,
  },
  {
    id: "onsite.minutes",
    value: "Lập biên bản kiểm tra, xác minh",
    in: ["STEPS", "METHODS"],
    pattern:
      /biên bản (?:kiểm tra|thẩm định|khảo sát|xác minh|đánh giá|làm việc|giao nhận|bàn giao|họp|kiểm đếm)|lập biên bản/g,
  },
]

export const ON_SITE_HINTS: TellingWords[] = [
  {
    id: "onsite.hint",
    value: "Có nói đến kiểm tra, xác minh, chưa rõ có đến hiện trường không",
    in: ["STEPS", "METHODS"],
    pattern: /(?:tiến hành|tổ chức|phải) (?:kiểm tra|xác minh|thẩm tra)|xác minh|kiểm tra các điều kiện/g,
  },
]

export const ORIGINALS: TellingWords[] = [
  {
    id: "original.present",
    value: "Phải xuất trình bản chính để đối chiếu",
    in: ["STEPS", "METHODS"],
    pattern: words(["xuất trình", `đối chiếu`]),
    unless: AT_THE_COUNTER_ONLY,
  },
  {
    id: "original.hand-in",
    value: "Phải nộp bản chính, bản giấy",
    in: ["STEPS", "METHODS"],
    pattern: words([
      `nộp (?:lại )?${S}{0,40}(?:bản chính|bản gốc)`,
      "(?:bản chính|bản gốc)",
      "nộp lại",
      "hồ sơ (?:bản )?giấy",
      "bản giấy",
    ]),
    unless: AT_THE_COUNTER_ONLY,
  },
]

export const ORIGINAL_HINTS: TellingWords[] = [
  {
    id: "original.counter-only",
    value: "Xuất trình, nộp bản chính khi nộp trực tiếp",
    in: ["STEPS", "METHODS"],
    pattern: /xuất trình|đối chiếu|bản chính|bản gốc/g,
  },
  {
    id: "original.paper-hint",
    value: "Giấy tờ có nói đến bản chính để đối chiếu",
    in: ["PAPERS"],
    pattern: /xuất trình|đối chiếu/g,
  },
]

export const ELECTRONIC: TellingWords[] = [
  {
    id: "electronic.handling",
    value: "Tiếp nhận, giải quyết bằng phương tiện điện tử",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "phương tiện điện tử",
      "phương thức điện tử",
      "giao dịch điện tử",
      "dữ liệu điện tử",
      "môi trường điện tử",
      "hồ sơ điện tử",
      "môi trường mạng",
      "bản điện tử",
      "toàn trình",
      "https?://",
    ]),
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
      `(?:nộp|gửi|tiếp nhận)${S}{0,80}(?:trực tuyến|cổng dịch vụ công|qua mạng|điện tử)`,
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
      `(?:nộp|thanh toán)${S}{0,30}(?:phí|lệ phí|nghĩa vụ tài chính)${S}{0,60}(?:trực tuyến|chuyển khoản|cổng dịch vụ công|điện tử|ngân hàng)`,
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
