import type { PassageKind } from "./passages.ts"
import { S, type TellingWords, words } from "./telling-words.ts"

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
    hints: true as const,
  })),
  {
    id: "onsite-hint.words",
    hints: true,
    value: "Có nói đến kiểm tra, xác minh, chưa rõ có đến hiện trường không",
    in: ["STEPS", "METHODS"],
    pattern: /(?:tiến hành|tổ chức|phải) (?:kiểm tra|thẩm tra)|xác minh|kiểm tra các điều kiện/gu,
  },
  {
    id: "onsite-hint.appraisal",
    hints: true,
    value: "Có tổ chức thẩm định, đánh giá, chưa rõ có đến hiện trường không",
    in: ["STEPS", "METHODS"],
    pattern: /tổ chức (?:thẩm định|đánh giá|họp)|hội đồng thẩm định/gu,
  },
]
